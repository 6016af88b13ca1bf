package dev.fanfold.workload.read;

import java.io.Closeable;
import java.io.IOException;

/// The records that start in a slice of bytes, found one after the other in one buffer.
interface Cut extends Closeable {
    /// Moves to the next record that starts in the slice; false if there is none.
    boolean next() throws IOException;

    /// The buffer that holds the current record, until the next call of [#next()].
    byte[] bytes();

    /// Where in the buffer the current record starts, without its end.
    int from();

    /// One past the last byte of the current record in the buffer.
    int to();

    /// Where the current record starts in the object.
    long start();

    /// Where the first record of the slice starts in the object; the end of the slice if none
    /// starts in it.
    long first();

    /// Where the next record starts in the object; never before [#first()].
    long position();

    /// The bytes of all records found so far, their ends included, counted record by record.
    long consumed();
}
