/// The files of a new project, which `fanfold new` writes. Start reading at [Project].
@NullMarked
package dev.fanfold.project;

import org.jspecify.annotations.NullMarked;
