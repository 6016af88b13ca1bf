package dev.fanfold.simulator.work;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import dev.fanfold.workload.read.SliceReader;
import java.io.IOException;
import java.time.Duration;

/// Adds up a hash of each line and its offset. The workload uses the line reader that authors use.
/// It rejects lines that begin with [#REJECTED]. Each round reads the whole input.
public final class LineSums implements Summing {
    public static final char REJECTED = '!';
    private static final Definition DEFINITION =
            Rounds.settings(
                    Definition.of("lines", "Adds up a hash of each line.")
                            .reading("give another file")
                            .within(Duration.ofMinutes(15)));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        try (SliceReader<byte[]> lines = Lines.bytes(task)) {
            long sum = 0;
            for (byte[] line : lines) {
                if (line.length > 0 && line[0] == REJECTED) {
                    lines.reject("a line begins with " + REJECTED);
                    continue;
                }
                long hash = lines.offset() ^ Rounds.salt(task.round());
                for (byte b : line) {
                    hash = hash * 31 + b;
                }
                sum += hash & 0xffff_ffffL;
            }
            Files.write(task, sum);
            return lines.worked(sum);
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Rounds.finished("{\"sum\":" + total + "}", job, Records.NONE);
    }
}
