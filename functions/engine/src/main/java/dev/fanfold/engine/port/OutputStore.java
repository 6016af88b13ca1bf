package dev.fanfold.engine.port;

import java.io.InputStream;
import java.util.OptionalLong;

/// Files that tasks write: outputs. They are written and read as streams, because they may be
/// larger than the memory.
///
/// A key has one writer: it contains a token that no other execution has.
public interface OutputStore {
    /// Starts to write the file under this key.
    ///
    /// Nothing is visible there before [OutputWriter#complete()]. A writer whose process is killed,
    /// or whose thread is interrupted, may leave parts that use storage until the store removes
    /// them.
    OutputWriter create(String key);

    /// The length of the file under this key; empty if there is none.
    OptionalLong length(String key);

    /// Opens a whole file.
    ///
    /// @param recorded its fingerprint, as [OutputWriter#complete()] returned it. The stream throws
    ///   [OutputMismatchException] at its end if the file is another one, or earlier if it knows
    default InputStream open(String key, Fingerprint recorded) {
        return new VerifiedStream(key, recorded, open(key, recorded, 0, recorded.length()));
    }

    /// Opens the bytes `from`, inclusive, to `to`, exclusive.
    ///
    /// Only the length of the whole file is compared with the recorded one, and only when a byte is
    /// read. The hash of a part is not known.
    ///
    /// @throws IndexOutOfBoundsException if the file does not have these bytes
    InputStream open(String key, Fingerprint recorded, long from, long to);
}
