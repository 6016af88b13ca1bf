/// A SAM template with its nested stacks, read and resolved: files in, a [Declared] application
/// out. The front door is [Templates]. What cannot be played on a laptop and would change what
/// happens is refused with file, line, logical id and name; what has no effect on a laptop is on
/// the one list in [Known]. Nothing here starts anything.
@NullMarked
package dev.fanfold.local.template;

import org.jspecify.annotations.NullMarked;
