package dev.fanfold.simulator.work;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The outputs of the simulator's own workloads. A task writes two files. Those of the first task
/// depend on the files of the round before, and the answer depends on the files of the last round.
public final class Files {
    /// Name of the setting for whether tasks write files.
    public static final String FILES = "files";

    /// How many files are read, because reading all of them would take too long.
    private static final int READ = 8;

    private Files() {}

    private static boolean areWritten(JobSettings settings) {
        return settings.text(FILES).equals("yes");
    }

    /// Writes the files of a task.
    ///
    /// @param value a number that depends on the task
    static void write(Task task, long value) throws IOException {
        if (areWritten(task.settings())) {
            long before = task.index() == 0 ? hash(task.previous()) : 0;
            for (String name : new String[] {"b", "a"}) {
                try (OutputStream out = task.output(name)) {
                    out.write(
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(31 * value + before + name.charAt(0))
                                    .array());
                }
            }
        }
    }

    // A hash of the list of files and of the bytes of the first ones; 0 if there are none.
    private static long hash(Outputs outputs) {
        List<Output> all = outputs.all().toList();
        long hash = 0;
        for (int place = 0; place < all.size(); place++) {
            Output output = all.get(place);
            hash = 31 * hash + 7L * output.task() + output.name().charAt(0) + output.bytes();
            hash += place < READ ? number(outputs, output) : 0;
        }
        return hash;
    }

    private static long number(Outputs outputs, Output output) {
        try (InputStream in = outputs.open(output)) {
            return ByteBuffer.wrap(in.readAllBytes()).getLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer, with a hash of the files if tasks write files.
    static String answer(String answer, Finishing job) {
        return areWritten(job.settings())
                ? "{\"answer\":%s,\"files\":%d}".formatted(answer, hash(job.outputs()))
                : answer;
    }
}
