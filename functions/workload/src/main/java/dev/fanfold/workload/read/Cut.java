package dev.fanfold.workload.read;

import java.io.Closeable;
import java.io.IOException;

/// Finds the records that start in a slice of bytes, one after the other, in one buffer.
interface Cut extends Closeable {
    /// Moves to the next record that starts in the slice; false if there is none.
    boolean next() throws IOException;

    /// The buffer that holds the current record, until the next call of [#next()].
    byte[] bytes();

    /// Index in the buffer of the current record's first byte.
    int from();

    /// Index in the buffer one past the current record's last byte; a line end is not part of it.
    int to();

    /// Where the current record starts in the object.
    long start();

    /// Where the first record of the slice starts in the object; the end of the slice if none
    /// starts in it.
    long first();

    /// Where the next record starts in the object; never before [#first()].
    long position();

    /// The number of bytes of all records found so far, line ends included, added up record by
    /// record.
    long consumed();
}
