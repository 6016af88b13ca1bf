/// What the engine needs of the world, in its own words: queues, tables, stores, threads and time
/// left.
///
/// Each port has an adapter made of AWS services and one in memory; the same contract tests run
/// against both. Ports know nothing of adapters.
@NullMarked
package dev.fanfold.engine.port;

import org.jspecify.annotations.NullMarked;
