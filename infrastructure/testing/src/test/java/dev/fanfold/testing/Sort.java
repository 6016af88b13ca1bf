package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The workload with outputs of docs/writing-a-workload.md.
public final class Sort implements Summing {
    private static final int RANGES = 8;
    private static final int SAMPLE_BYTES = 64 * 1024;

    @Override
    public Definition definition() {
        return Definition.of("sort", "Sorts the lines of a file by their bytes.")
                .reading()
                .computing();
    }

    // Round 0 has a task for each slice of the file, round 1 a task for each range of lines. Lines
    // from the first 64 KiB of the file are the boundaries between the ranges.
    @Override
    public Plan plan(Planning job) throws IOException {
        if (job.round().number() == 1) {
            return Plan.numbers(0, RANGES, 1);
        }
        List<String> sample = new ArrayList<>();
        try (InputStream in = job.source().open(job.pin(), 0, SAMPLE_BYTES)) {
            sample.addAll(lines(in.readNBytes(SAMPLE_BYTES)));
        }
        sample.sort(null);
        List<String> starts = new ArrayList<>();
        for (int range = 1; range < RANGES; range++) {
            starts.add(sample.isEmpty() ? "" : sample.get(range * sample.size() / RANGES));
        }
        return Plan.bytes(
                job.pin(), 0, job.sliceBytes(), Map.of("starts", String.join("\n", starts)));
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        return task.round().number() == 0 ? split(task) : sort(task);
    }

    // Writes the lines of each range to an output of its own.
    private static TaskResult<Long> split(Task task) throws IOException {
        String[] starts = task.plan().facts().getOrDefault("starts", "").split("\n", -1);
        List<OutputStream> parts = new ArrayList<>();
        for (int range = 0; range < RANGES; range++) {
            parts.add(new BufferedOutputStream(task.output("part-" + range)));
        }
        long count = 0;
        try (var lines = Lines.bytes(task)) {
            for (byte[] line : lines) {
                OutputStream part = parts.get(range(text(line), starts));
                part.write(line);
                part.write('\n');
                count++;
            }
            for (OutputStream part : parts) {
                part.close();
            }
            return lines.worked(count);
        }
    }

    private static int range(String line, String[] starts) {
        int range = 0;
        while (range < starts.length && line.compareTo(starts[range]) >= 0) {
            range++;
        }
        return range;
    }

    // Reads the lines of one range from the outputs of all tasks of round 0.
    private static TaskResult<Long> sort(Task task) throws IOException {
        List<String> sorted = new ArrayList<>();
        Outputs parts = task.previous();
        for (Outputs.Output part : parts.named("part-" + task.index()).toList()) {
            try (InputStream in = parts.open(part)) {
                sorted.addAll(lines(in.readAllBytes()));
            }
        }
        sorted.sort(null);
        try (OutputStream out = new BufferedOutputStream(task.output("sorted"))) {
            for (String line : sorted) {
                out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return TaskResult.all(task, (long) sorted.size());
    }

    // The sorted file consists of the outputs of round 1, one after the other.
    @Override
    public Finished finish(Long lines, Finishing job) {
        String parts =
                job.outputs()
                        .named("sorted")
                        .map(part ->
                                "{\"bytes\": %d, \"sha256\": \"%s\"}"
                                        .formatted(part.bytes(), part.sha256()))
                        .collect(Collectors.joining(", "));
        return job.round().number() == 0
                ? Finished.next("")
                : Finished.done("{\"lines\": %d, \"parts\": [%s]}".formatted(lines, parts));
    }

    // There is no answer so far. Without this method `finish` would make one, in which parts of the
    // sorted file are missing.
    @Override
    public Optional<String> preview(Long lines, Finishing job) {
        return Optional.empty();
    }

    // In ISO 8859-1 each byte is a character, so texts are in the order of their bytes.
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(byte[] bytes) {
        List<String> lines = new ArrayList<>(List.of(text(bytes).split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
