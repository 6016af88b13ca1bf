/// The functions' usage in the units that AWS bills.
///
/// It consists of invocations, GB-seconds and requests. [dev.fanfold.local.meter.Meter] counts,
/// [dev.fanfold.local.meter.Bill] prices. Nothing here knows the callers.
@NullMarked
package dev.fanfold.local.meter;

import org.jspecify.annotations.NullMarked;
