package dev.fanfold.simulator.work;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.SliceReader;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;
import java.time.Duration;

/// Adds up a hash of each line of an object and of its place, read as authors read lines. A line
/// that begins with [#REJECTED] is rejected.
public final class Lines implements Summing {
    public static final char REJECTED = '!';
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
        return dev.fanfold.engine.work.Lines.plan(job);
    }

    @Override
    public Worked<Long> work(Task task) throws IOException {
        try (SliceReader<byte[]> lines = dev.fanfold.engine.work.Lines.bytes(task)) {
            long sum = 0;
            for (byte[] line : lines) {
                if (line.length > 0 && line[0] == REJECTED) {
                    lines.reject("a line begins with " + REJECTED);
                    continue;
                }
                long hash = lines.offset();
                for (byte b : line) {
                    hash = hash * 31 + b;
                }
                sum += hash & 0xffff_ffffL;
            }
            return lines.worked(sum);
        }
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"sum\":" + total + "}";
    }
}
