package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.SliceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An object, and a job that reads all of it with a reader.
///
/// The test chooses the cuts.
///
/// @param text its bytes
/// @param size its size when it was pinned
@SuppressWarnings("ArrayRecordComponent") // never compared
record CutObject(byte[] text, long size) {
    static CutObject of(byte[] text) {
        return new CutObject(text, text.length);
    }

    static CutObject of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Makes the reader of a task.
    interface Reading<R> {
        SliceReader<R> of(Task task) throws IOException;
    }

    /// What all tasks of a plan returned together.
    record Whole<R>(List<R> records, CoverageSum coverageSum, Records counts) {}

    Planning planning(long slice) {
        var options =
                new JobOptions(
                        Tolerance.NONE,
                        JobOptions.DEFAULT_REJECT,
                        0,
                        slice,
                        10,
                        Duration.ofDays(1));
        return new Planning(
                JobSettings.of(Map.of()),
                options.slice(),
                options.workers(),
                pin(),
                new Bytes(text));
    }

    Task task(Plan plan, int index) {
        return new Task(
                "0".repeat(32),
                Round.FIRST,
                index,
                1,
                plan,
                JobSettings.of(Map.of()),
                new Bytes(text),
                () -> Path.of("none"));
    }

    /// Reads every task of a plan to its end.
    <R> Whole<R> read(Plan plan, Reading<R> reading) throws IOException {
        var records = new ArrayList<R>();
        CoverageSum coverageSum = CoverageSum.NOTHING;
        Records counts = Records.NONE;
        for (int index = 0; index < plan.tasks(); index++) {
            try (SliceReader<R> reader = reading.of(task(plan, index))) {
                for (R record : reader) {
                    records.add(record);
                }
                TaskResult<Long> worked = reader.worked(0L);
                coverageSum = coverageSum.plus(worked.coverage());
                counts = counts.plus(worked.records());
            }
        }
        return new Whole<>(records, coverageSum, counts);
    }

    private Pin pin() {
        return new Pin(URI.create("mem:/folder/object"), "1", "e", size);
    }

    /// One object under any URI.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(byte[] text) implements Source {
        @Override
        public String scheme() {
            return "mem";
        }

        @Override
        public Pin pin(URI uri) {
            return new Pin(uri, "1", "e", text.length);
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            int start = Math.toIntExact(from);
            return new ByteArrayInputStream(text, start, text.length - start);
        }
    }
}
