package dev.fanfold.aws;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;

/// All sources. Each URI is read by the source of its scheme.
///
/// Deployed code reads S3 only. Other sources, such as the local cloud's files, are found by
/// [ServiceLoader] if they are on the class path.
final class Sources implements Source {
    private final Source primary;
    // By scheme. The class path is searched when the schemes are listed or a URI does not have the
    // scheme of the primary source.
    private final Supplier<Map<String, Source>> all = new Lazy<>(this::load);

    private Sources(Source primary) {
        this.primary = primary;
    }

    /// This source, and those on the class path. This source has precedence.
    static Sources with(Source primary) {
        return new Sources(primary);
    }

    private Map<String, Source> load() {
        var byScheme = new TreeMap<String, Source>();
        ServiceLoader.load(Source.class, Sources.class.getClassLoader())
                .forEach(found -> byScheme.put(found.scheme(), found));
        byScheme.put(primary.scheme(), primary);
        return byScheme;
    }

    @Override
    public String scheme() {
        return String.join(",", all.get().keySet());
    }

    @Override
    public Pin pin(URI uri) throws IOException {
        return find(uri).pin(uri);
    }

    @Override
    public InputStream open(Pin pin, long from, long to) throws IOException {
        return find(pin.uri()).open(pin, from, to);
    }

    private Source find(URI uri) {
        String scheme = uri.getScheme();
        if (primary.scheme().equals(scheme)) {
            return primary;
        }
        Source source = scheme == null ? null : all.get().get(scheme);
        if (source == null) {
            throw new InvalidInputException(
                    "%s cannot be read here: an input is %s://..., not %s:"
                            .formatted(uri, String.join(":// or ", all.get().keySet()), scheme));
        }
        return source;
    }
}
