/// The engine's ports: the interfaces to queues, tables, objects, disk, threads and the time left.
///
/// Most ports have an implementation on AWS services and one in memory, which pass the same
/// contract tests. Ports do not depend on their implementations.
@NullMarked
package dev.fanfold.engine.port;

import org.jspecify.annotations.NullMarked;
