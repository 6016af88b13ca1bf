package dev.fanfold.items;

import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.SliceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/// The lines of an object, without white space around them.
///
/// @param <I> the type of an item
final class LineItems<I> extends Items<I> {
    private static final int SAMPLE = 64 * 1024;
    private final Parser<I> parser;

    LineItems(Parser<I> parser) {
        this.parser = parser;
    }

    @Override
    Plan plan(Planning job) throws IOException {
        return JsonLines.plan(job, perTask(job, estimate(job)));
    }

    // From the lines at the start of the object.
    private static long estimate(Planning job) throws IOException {
        Pin pin = job.pin();
        int sampled = (int) Math.min(SAMPLE, pin.size());
        long lines = 1;
        try (InputStream in = job.source().open(pin, 0, sampled)) {
            for (byte one : in.readNBytes(sampled)) {
                lines += one == '\n' ? 1 : 0;
            }
        }
        return (long) Math.ceil((double) lines / Math.max(1, sampled) * pin.size());
    }

    @Override
    Reader read(Task task) throws IOException {
        SliceReader<String> reader = JsonLines.of(task);
        Iterator<String> lines = reader.iterator();
        return new Reader() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public String next() {
                return lines.next();
            }

            @Override
            public long offset() {
                return reader.offset();
            }

            @Override
            public <P> TaskResult<P> worked(P partial) {
                return reader.worked(partial);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    @Override
    I parse(String text) throws Exception {
        return parser.parse(text);
    }

    @Override
    String source(Task task) {
        return task.plan() instanceof Plan.Items items ? items.object().name() : "the input";
    }
}
