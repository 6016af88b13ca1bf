/// Access to running applications, through the same ports as in functions.
@NullMarked
package dev.fanfold.cli.deployed;

import org.jspecify.annotations.NullMarked;
