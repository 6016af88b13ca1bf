package dev.fanfold.simulator;

import dev.fanfold.simulator.service.Objects;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

/// Reads every version that was ever uploaded, deleted ones too. The sequential run uses it.
record PlainSource(Objects objects) implements Source {
    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public Pin pin(URI uri) {
        throw new UnsupportedOperationException("the sequential run reads what a job has pinned");
    }

    @Override
    public InputStream open(Pin pin, long from, long to) {
        byte[] bytes =
                objects.bytesOf(
                        pin.uri().getAuthority(), pin.uri().getPath().substring(1), pin.version());
        int start = Math.toIntExact(from);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }
}
