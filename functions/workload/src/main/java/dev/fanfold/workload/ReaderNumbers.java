package dev.fanfold.workload;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers the readers of one execution of a task, because each writes an output of its own.
final class ReaderNumbers implements Outputs.Writer {
    private final Outputs.Writer writer;
    private final AtomicInteger last = new AtomicInteger();

    private ReaderNumbers(Outputs.Writer writer) {
        this.writer = writer;
    }

    /// Adds numbers to a writer. A [Task] that is copied for the same execution keeps its numbers.
    static ReaderNumbers of(Outputs.Writer writer) {
        return writer instanceof ReaderNumbers numbers ? numbers : new ReaderNumbers(writer);
    }

    /// The number of a new reader, from 1.
    int next() {
        return last.incrementAndGet();
    }

    @Override
    public OutputStream create(String name) throws IOException {
        return writer.create(name);
    }

    @Override
    public Outputs earlier() {
        return writer.earlier();
    }

    @Override
    public void adopt(Outputs.Output output) throws IOException {
        writer.adopt(output);
    }
}
