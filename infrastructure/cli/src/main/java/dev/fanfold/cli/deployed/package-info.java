/// Fanfold where it is deployed: found by its stack, driven through the same ports as on Lambda.
@NullMarked
package dev.fanfold.cli.deployed;

import org.jspecify.annotations.NullMarked;
