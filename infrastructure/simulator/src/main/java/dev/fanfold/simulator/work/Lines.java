package dev.fanfold.simulator.work;

import dev.fanfold.engine.outcome.Coverage;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/// Adds up a hash of each line of an object, cut blindly into byte ranges: a line belongs to the
/// range that it starts in.
public final class Lines implements Summing {
    private static final Definition DEFINITION =
            Definition.of("lines", "Adds up a hash of each line.")
                    .reading("give another file")
                    .within(Duration.ofMinutes(15));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.bytes(job.pin(), 0, job.sliceBytes(), Map.of());
    }

    @Override
    public Worked<Long> work(Task task) throws IOException {
        if (!(task.plan() instanceof Plan.Bytes plan)) {
            throw new IllegalStateException("a plan of " + task.plan().unit());
        }
        long from = task.slice().from();
        long to = task.slice().to();
        // One byte before: a line starts here if that one ends another.
        long at = Math.max(0, from - 1);
        try (InputStream in = new BufferedInputStream(task.source().open(plan.object(), at, to))) {
            if (from > 0) {
                at += length(in);
            }
            return lines(in, at, to);
        }
    }

    private static Worked<Long> lines(InputStream in, long from, long to) throws IOException {
        long at = from;
        long sum = 0;
        long lines = 0;
        while (at < to) {
            long hash = at;
            int next = in.read();
            if (next < 0) {
                break;
            }
            for (; next >= 0; next = in.read()) {
                hash = hash * 31 + next;
                at++;
                if (next == '\n') {
                    break;
                }
            }
            sum += hash & 0xffff_ffffL;
            lines++;
        }
        long end = Math.max(from, at);
        return new Worked<>(sum, Coverage.of(from, end, end - from), Records.read(lines));
    }

    private static long length(InputStream in) throws IOException {
        long length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            length++;
            if (next == '\n') {
                break;
            }
        }
        return length;
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"sum\":" + total + "}";
    }
}
