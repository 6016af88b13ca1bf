/// Text for people: progress, tables, ledger and receipt.
///
/// [Terminal] has the output streams, and [RunReport] prints jobs. This package has no clock and
/// calls neither engine nor cloud.
@NullMarked
package dev.fanfold.cli.text;

import org.jspecify.annotations.NullMarked;
