/// Event source mappings as Lambda runs them: they poll queues and streams, hand batches to
/// functions, and settle what became of each. One class per kind of source; [MappingStarter] opens the
/// right one.
@NullMarked
package dev.fanfold.local.mapping;

import org.jspecify.annotations.NullMarked;
