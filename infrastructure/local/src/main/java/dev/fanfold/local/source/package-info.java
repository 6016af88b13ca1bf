/// Files of this machine as input, read in place.
///
/// Only the local cloud has this source: deployed code does not carry it and so refuses `file:`
/// inputs. [FileSource] is the whole of it.
@NullMarked
package dev.fanfold.local.source;

import org.jspecify.annotations.NullMarked;
