package dev.fanfold.testing;

import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

/// An input in memory, for a job without a cloud.
@SuppressWarnings("ArrayRecordComponent") // never compared
record InputBytes(byte[] bytes) implements Source {
    @Override
    public String scheme() {
        return "memory";
    }

    @Override
    public Pin pin(URI uri) {
        return new Pin(uri, "1", "1", bytes.length);
    }

    @Override
    public InputStream open(Pin pin, long from, long to) {
        int start = Math.toIntExact(from);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }
}
