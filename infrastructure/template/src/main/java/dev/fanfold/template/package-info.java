/// A SAM template with its nested stacks, read and resolved: files in, a [DeclaredResources] application
/// out. [Templates] is where to start.
///
/// What cannot be played on a laptop and would change what happens is refused with file, line,
/// logical id and name. What has no effect on a laptop is on the one list in [KnownProperties]. Nothing here
/// starts anything.
@NullMarked
package dev.fanfold.template;

import org.jspecify.annotations.NullMarked;
