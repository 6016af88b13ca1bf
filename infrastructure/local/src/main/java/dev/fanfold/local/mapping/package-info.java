/// Event source mappings as Lambda runs them.
///
/// They poll queues and streams and deliver batches to functions. The outcome of an invocation
/// decides which messages are deleted and which records are delivered again. There is one class per
/// kind of source. [MappingStarter] creates the right one.
@NullMarked
package dev.fanfold.local.mapping;

import org.jspecify.annotations.NullMarked;
