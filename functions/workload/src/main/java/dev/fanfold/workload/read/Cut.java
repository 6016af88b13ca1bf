package dev.fanfold.workload.read;

import java.io.Closeable;
import java.io.IOException;

/// Finds the records that start in a slice of bytes, one after the other.
interface Cut extends Closeable {
    /// Moves to the next record that starts in the slice. Returns false if there is none.
    boolean next() throws IOException;

    /// The buffer that contains the current record. The next call of [#next()] may change it.
    byte[] bytes();

    /// The index in the buffer of the current record's first byte.
    int from();

    /// The index in the buffer after the current record's last byte. A line end does not belong to
    /// the record.
    int to();

    /// The index in the buffer at which the current record's text starts: [#from()], or the index
    /// after a byte order mark at the beginning of a text.
    int textFrom();

    /// The offset in the object at which the current record starts.
    long start();

    /// The offset in the object at which the slice's first record starts; the end of the slice if
    /// no record starts in it.
    long first();

    /// The offset in the object at which the record after the current one starts; [#first()] if
    /// there is no current record yet.
    long position();

    /// The number of bytes of all records found so far, including their line ends. It is a sum over
    /// the records, so that an error in [#position()] shows as a difference.
    long consumed();
}
