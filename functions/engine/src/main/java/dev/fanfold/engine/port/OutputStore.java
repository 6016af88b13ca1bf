package dev.fanfold.engine.port;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;

/// Stores outputs: files that tasks write. An output is written and read as a stream, because it
/// may be larger than the memory.
///
/// A manifest is a list of outputs.
///
/// Each key has only one writer, because a key contains the task, the name of the output, and a
/// token that is unique to an execution of the task's message.
public interface OutputStore {
    /// Starts to write the file under this key.
    ///
    /// The file does not exist before [OutputWriter#complete()]. If the writer's process is killed
    /// or its thread is interrupted, parts of the file may use storage until the store removes
    /// them.
    OutputWriter create(String key);

    /// The length of the file under this key; empty if there is none.
    OptionalLong length(String key);

    /// Opens the whole file under this key.
    ///
    /// If the file is not the recorded one, the stream throws [OutputMismatchException] at its end
    /// or earlier.
    ///
    /// @param recorded the fingerprint that [OutputWriter#complete()] returned
    default InputStream open(String key, Fingerprint recorded) {
        return new VerifiedStream(key, recorded, open(key, recorded, 0, recorded.length()));
    }

    /// Opens the bytes from `from` to `to - 1` of the file under this key.
    ///
    /// Because the hash of a part is not known, only the length of the whole file is compared with
    /// the recorded length. If they differ, this method or the first read throws
    /// [OutputMismatchException].
    ///
    /// @throws IndexOutOfBoundsException if the range is not within the recorded length
    InputStream open(String key, Fingerprint recorded, long from, long to);

    /// The files whose keys start with this prefix, in no particular order. A file that is not
    /// complete is not listed.
    List<StoredFile> list(String prefix);

    /// A complete file.
    ///
    /// @param length the length in bytes
    record StoredFile(String key, long length) {}

    /// Reads the whole file, to compute its fingerprint.
    ///
    /// @throws OutputMismatchException if the file does not exist or has another length
    default Fingerprint fingerprint(StoredFile file) throws IOException {
        var described = new Fingerprint(file.length(), Fingerprint.UNKNOWN_HASH);
        MessageDigest digest = Fingerprint.digest();
        try (InputStream in = open(file.key(), described, 0, file.length());
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return Fingerprint.of(file.length(), digest);
    }

    /// Stores a list of outputs under this key.
    void putManifest(String key, List<Output> outputs);

    /// The list of outputs under this key, as it was stored.
    ///
    /// @param round the round of the outputs
    /// @throws IllegalStateException if there is no such list
    List<Output> manifest(String key, int round);
}
