package dev.fanfold.workload;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// Reads input objects. Every read returns bytes of the pinned version.
public interface Source {
    /// The schemes of the URIs that this source reads, separated by commas, for example `s3`.
    String scheme();

    /// The current version of the object.
    ///
    /// @throws InvalidInputException if there is no such object, or it cannot be an input
    Pin pin(URI uri) throws IOException;

    /// Opens the object's bytes from `from` on.
    ///
    /// @param to where the caller expects to stop; the caller may read on, up to the end of the
    ///   object
    /// @throws InvalidInputException if the object is not the pinned version; reading the stream
    ///   may throw it too
    InputStream open(Pin pin, long from, long to) throws IOException;
}
