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
import java.util.Optional;

/// The outputs of the simulator's own workloads. A task writes two files. The files of task 0
/// depend on the files of the previous round. The result of a finish depends on the files of its
/// round.
public final class Files {
    /// The name of the setting that says whether tasks write files. By default they write none.
    public static final String FILES = "files";

    /// A value of [#FILES]: each execution writes its files.
    public static final String WRITTEN = "yes";

    /// A value of [#FILES]: an execution adopts the files that an earlier one completed.
    public static final String ADOPTED = "adopted";

    /// A value of [#FILES]: as [#ADOPTED], and one file is uploaded in two parts.
    public static final String ADOPTED_LARGE = "adopted-large";

    // The size of the first part of an upload in bytes. A file with more bytes has a second part.
    private static final int PART = 8 * 1024 * 1024;

    /// The number of files that are read. Reading all of them would take too long.
    private static final int READ = 8;

    private Files() {}

    private static boolean areWritten(JobSettings settings) {
        return !settings.text(FILES).equals("no");
    }

    private static boolean areAdopted(JobSettings settings) {
        return areWritten(settings) && !settings.text(FILES).equals(WRITTEN);
    }

    /// Writes the files of a task, or adopts those that an earlier execution completed.
    ///
    /// @param value a number that depends on the task
    static void write(Task task, long value) throws IOException {
        if (areWritten(task.settings())) {
            long before = task.index() == 0 ? hash(task.previous()) : 0;
            // In another order than that of the names, in which outputs are listed.
            for (String name : new String[] {"b", "a"}) {
                if (!areAdopted(task.settings()) || !isAdopted(task, name)) {
                    write(task, name, 31 * value + before + name.charAt(0));
                }
            }
        }
    }

    // Adopts the file of this name if an earlier execution completed one; returns whether it did.
    private static boolean isAdopted(Task task, String name) throws IOException {
        Optional<Output> earlier = task.earlier().named(name).findFirst();
        if (earlier.isPresent()) {
            task.adopt(earlier.get());
        }
        return earlier.isPresent();
    }

    private static void write(Task task, String name, long number) throws IOException {
        boolean isLarge =
                task.index() == 0
                        && name.equals("b")
                        && task.settings().text(FILES).equals(ADOPTED_LARGE);
        try (OutputStream out = task.output(name)) {
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            out.write(new byte[isLarge ? PART : 0]);
        }
    }

    /// Writes a file and leaves it open, as a defective task does. Does nothing if the tasks of the
    /// job write no files.
    ///
    /// @param task a task of any workload
    /// @return whether a file was left open
    static boolean leaveOpen(Task task) throws IOException {
        boolean writes = task.settings().has(FILES) && areWritten(task.settings());
        if (writes) {
            task.output("open").write(1);
        }
        return writes;
    }

    // A hash of the list of files and of the numbers in the first files; 0 if there are none.
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

    // The number at the start of a file.
    private static long number(Outputs outputs, Output output) {
        try (InputStream in = outputs.open(output)) {
            return ByteBuffer.wrap(in.readAllBytes()).getLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer with a hash of the round's files, or without it if tasks write no files.
    static String answer(String answer, Finishing job) {
        return areWritten(job.settings())
                ? "{\"answer\":%s,\"files\":%d}".formatted(answer, hash(job.outputs()))
                : answer;
    }
}
