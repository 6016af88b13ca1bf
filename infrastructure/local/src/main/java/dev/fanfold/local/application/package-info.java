/// The local cloud as Fanfold's own application uses it: the names of its parts as environment
/// variables, and the deadlines of its jobs. The rest of the local cloud plays any template.
@NullMarked
package dev.fanfold.local.application;

import org.jspecify.annotations.NullMarked;
