package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// Every source there is, by the scheme of the URIs it reads.
///
/// Deployed code reads S3 only; others, such as the local cloud's files, are found by
/// [ServiceLoader] where they are on the class path.
final class Sources implements Source {
    private final Map<String, Source> byScheme = new TreeMap<>();

    private Sources() {}

    /// This one, and those on the class path.
    static Sources with(Source own) {
        var sources = new Sources();
        ServiceLoader.load(Source.class, Sources.class.getClassLoader())
                .forEach(found -> sources.byScheme.put(found.scheme(), found));
        sources.byScheme.put(own.scheme(), own);
        return sources;
    }

    @Override
    public String scheme() {
        return String.join(",", byScheme.keySet());
    }

    @Override
    public Pin pin(URI uri) throws IOException {
        return of(uri).pin(uri);
    }

    @Override
    public InputStream open(Pin pin, long from, long to) throws IOException {
        return of(pin.uri()).open(pin, from, to);
    }

    private Source of(URI uri) {
        String scheme = uri.getScheme();
        Source source = scheme == null ? null : byScheme.get(scheme);
        if (source == null) {
            throw new InputFault(
                    "%s cannot be read here: an input is %s://..., not %s:"
                            .formatted(uri, String.join(":// or ", byScheme.keySet()), scheme));
        }
        return source;
    }
}
