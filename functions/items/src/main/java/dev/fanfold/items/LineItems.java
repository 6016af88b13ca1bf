package dev.fanfold.items;

import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.JsonLines;
import java.io.IOException;
import java.io.InputStream;

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

    /// About how many lines the object has, from those at its start.
    static long estimate(Planning job) throws IOException {
        Pin pin = job.pin();
        int sampled = (int) Math.min(SAMPLE, pin.size());
        long newlines = 0;
        long returns = 0;
        try (InputStream in = job.source().open(pin, 0, sampled)) {
            for (byte one : in.readNBytes(sampled)) {
                newlines += one == '\n' ? 1 : 0;
                returns += one == '\r' ? 1 : 0;
            }
        }
        double lines = 1 + Math.max(newlines, returns);
        return (long) Math.ceil(lines / Math.max(1, sampled) * pin.size());
    }

    @Override
    Reader read(Task task) throws IOException {
        return new TextReader(JsonLines.of(task));
    }

    @Override
    Parser<I> parser(Plan plan) {
        return parser;
    }

    @Override
    String source(Task task) {
        return task.plan() instanceof Plan.Items items ? items.object().name() : "the input";
    }
}
