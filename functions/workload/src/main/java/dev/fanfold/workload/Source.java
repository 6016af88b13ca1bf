package dev.fanfold.workload;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// A place that input is read from. Every read returns the pinned version.
public interface Source {
    /// The schemes of the URIs that it reads, for example `s3`, separated by commas.
    String scheme();

    /// The current version of the object.
    ///
    /// @throws InvalidInputException if there is no such object, or it cannot be an input
    Pin pin(URI uri) throws IOException;

    /// The object's bytes from `from` on. The reader expects to stop at `to`, but may read further,
    /// up to the end of the object.
    ///
    /// @throws InvalidInputException if the object is not the pinned version; reading the stream
    ///   may throw it too
    InputStream open(Pin pin, long from, long to) throws IOException;
}
