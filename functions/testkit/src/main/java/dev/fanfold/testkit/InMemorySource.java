package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Input objects in memory. It reads URIs of any scheme, although [#scheme] names only one.
public final class InMemorySource implements Source {
    private final Map<URI, Content> objects = new ConcurrentHashMap<>();

    @Override
    public String scheme() {
        return "mem";
    }

    /// Writes an object, or a new version of it.
    public Pin put(URI uri, String text) {
        return put(uri, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes an object, or a new version of it.
    public Pin put(URI uri, byte[] bytes) {
        return pin(
                uri,
                objects.merge(
                        uri,
                        new Content(1, bytes.clone()),
                        (old, written) -> new Content(old.version + 1, written.bytes)));
    }

    @Override
    public Pin pin(URI uri) {
        return pin(uri, find(uri));
    }

    private static Pin pin(URI uri, Content content) {
        return new Pin(
                uri,
                String.valueOf(content.version),
                "etag-" + content.version,
                content.bytes.length);
    }

    @Override
    public InputStream open(Pin pin, long from, long to) {
        Content content = find(pin.uri());
        if (!pin.version().equals(String.valueOf(content.version))) {
            throw new InputChangedException(pin, "etag-" + content.version);
        }
        int start = Math.toIntExact(from);
        return new ByteArrayInputStream(content.bytes, start, content.bytes.length - start);
    }

    private Content find(URI uri) {
        Content content = objects.get(uri);
        if (content == null) {
            throw new InvalidInputException("there is no object " + uri);
        }
        return content;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(int version, byte[] bytes) {}
}
