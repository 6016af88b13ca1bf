/// Access to running applications, through the same port adapters that the functions use.
@NullMarked
package dev.fanfold.cli.deployed;

import org.jspecify.annotations.NullMarked;
