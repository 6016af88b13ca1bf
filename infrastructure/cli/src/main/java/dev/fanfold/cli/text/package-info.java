/// What a person sees: progress, tables, the ledger and the receipt, as text.
///
/// [Terminal] says where it goes and what it can show; [RunReport] writes the end of a job. Pure but
/// for the streams it is given: no clock, no engine, no cloud.
@NullMarked
package dev.fanfold.cli.text;

import org.jspecify.annotations.NullMarked;
