/// Files of this machine as input, read in place.
///
/// Only the local cloud has this source. Deployed code does not include it, so it rejects `file:`
/// inputs. The front door is [FileSource].
@NullMarked
package dev.fanfold.local.source;

import org.jspecify.annotations.NullMarked;
