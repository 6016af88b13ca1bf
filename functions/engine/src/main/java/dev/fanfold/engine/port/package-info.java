/// The engine's ports: queues, tables, stores, threads and time left.
///
/// Each port has an adapter on AWS services and one in memory. The same contract tests run against
/// both. Ports do not depend on adapters.
@NullMarked
package dev.fanfold.engine.port;

import org.jspecify.annotations.NullMarked;
