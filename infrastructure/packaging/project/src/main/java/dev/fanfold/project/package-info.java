/// The files of a user's own project. [Project] is where to start.
@NullMarked
package dev.fanfold.project;

import org.jspecify.annotations.NullMarked;
