/// The parts of the local cloud that know Fanfold's own application.
///
/// They are the environment variables with the names of its resources, and the deadlines of its
/// jobs. The rest of the local cloud runs any template.
@NullMarked
package dev.fanfold.local.application;

import org.jspecify.annotations.NullMarked;
