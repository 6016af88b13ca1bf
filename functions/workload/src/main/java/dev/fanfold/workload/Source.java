package dev.fanfold.workload;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// Where input is read. Every read is of the pinned version.
public interface Source {
    /// The scheme of the URIs it reads, such as `s3`; several are separated by commas.
    String scheme();

    /// The object as it is now.
    ///
    /// @throws InvalidInputException when there is no such object, or it cannot be an input
    Pin pin(URI uri) throws IOException;

    /// The object's bytes from `from` on. `to` says how far the reader expects to come; it may read
    /// on, up to the end of the object.
    ///
    /// @throws InvalidInputException when the object is not what was pinned; the stream may throw
    ///   it later
    InputStream open(Pin pin, long from, long to) throws IOException;
}
