/// Reads a SAM template with its nested stacks, resolves all references, and returns the
/// [DeclaredResources]. Start with [Templates].
///
/// A property that the local cloud does not know is rejected with file, line, logical id and name,
/// because it might change the behaviour. [KnownProperties] and [KnownParts] list the properties
/// that are reproduced, and those that have no effect in the local cloud. This package only reads;
/// it creates no resources.
@NullMarked
package dev.fanfold.template;

import org.jspecify.annotations.NullMarked;
