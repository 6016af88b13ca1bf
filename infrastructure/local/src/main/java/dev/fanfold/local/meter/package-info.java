/// What the functions used: invocations, GB-seconds and requests, counted as AWS bills them.
/// [dev.fanfold.local.meter.Meter] counts, [dev.fanfold.local.meter.Bill] prices. Nothing here
/// knows who runs what.
@NullMarked
package dev.fanfold.local.meter;

import org.jspecify.annotations.NullMarked;
