/// Event source mappings as Lambda runs them.
///
/// They poll queues and streams, deliver batches to functions, and settle each batch by its
/// outcome. There is one class per kind of source. [MappingStarter] creates the right one.
@NullMarked
package dev.fanfold.local.mapping;

import org.jspecify.annotations.NullMarked;
