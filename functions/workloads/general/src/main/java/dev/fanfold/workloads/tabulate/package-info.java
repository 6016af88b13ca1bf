/// Group-by statistics over delimited text.
///
/// Start with [Tabulate]. Planning reads the first bytes of the file once ([Head]). It checks that
/// the file is text ([FileFormat]), finds the first record ([Preamble]), and determines how records
/// are written ([Dialect], [Layout]). A task ([Kernel]) reads the records that start in its slice
/// ([SliceBuffer], [Rows], [Marks], [Walk]), or rejects them with a reason ([RecordErrors]). It
/// finds the group of a record by hashing bytes ([Groups]) and counts the values ([Counter]). The
/// result is a [Tabulation]. Merging gives the same result for any order and any slices. Rows are
/// processed without creating strings or boxed objects and without regular expressions.
@NullMarked
package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.NullMarked;
