package dev.fanfold.engine;

import dev.fanfold.workload.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Outputs whose accumulator is read once, when they are first needed, because most tasks do not
/// need them.
final class LazyOutputs implements Outputs {
    private final Supplier<Outputs> reader;
    private @Nullable Outputs outputs;

    /// @param reader reads the accumulator, and returns its outputs
    LazyOutputs(Supplier<Outputs> reader) {
        this.reader = reader;
    }

    @Override
    public Stream<Output> all() {
        return outputs().all();
    }

    @Override
    public InputStream open(Output output) throws IOException {
        return outputs().open(output);
    }

    private synchronized Outputs outputs() {
        Outputs read = outputs == null ? reader.get() : outputs;
        outputs = read;
        return read;
    }
}
