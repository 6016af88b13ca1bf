/// Group-by statistics over delimited text.
///
/// [Tabulate] is where to start. A plan reads the head of the file once ([Head]): whether it is
/// text ([FileFormat]), where the first record is ([Preamble]), how it is written ([Dialect],
/// [Layout]). A task reads the records that start in its slice ([Rows] over [Marks]) or rejects
/// them with a reason ([MalformedRecord]). It finds the group of a record by hashing bytes
/// ([Groups]) and counts its values ([Counter]). The result is a [Tabulation], whose merge does not
/// depend on order or slicing. No string, box or regular expression is made for a row.
@NullMarked
package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.NullMarked;
