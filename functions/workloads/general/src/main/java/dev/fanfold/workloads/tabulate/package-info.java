/// Group-by statistics over delimited text: the first workload, and the fastest.
///
/// [Tabulate] is where to start. A plan reads the head of the file once ([Head]): whether it is
/// text ([FileFormat]), where the first record is ([Preamble]), how it is written ([Dialect],
/// [Layout]); a task reads the records that start in its slice ([Rows] over [Marks]) or says why
/// one is rejected ([MalformedRecord]), finds their group by hashing bytes ([Groups]) and counts their
/// values ([Counter]); what it found is a [Tabulation], whose merge does not depend on order or
/// slicing. No string, box or regular expression is made for a row.
@NullMarked
package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.NullMarked;
