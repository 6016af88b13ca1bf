/// A SAM template with its nested stacks, read and resolved: files in, [DeclaredResources] out.
/// [Templates] is where to start.
///
/// A property that the local cloud cannot play and that would change what happens is refused with
/// file, line, logical id and name. [KnownProperties] lists what has no effect on a laptop. Nothing
/// here starts anything.
@NullMarked
package dev.fanfold.template;

import org.jspecify.annotations.NullMarked;
