package dev.fanfold.simulator.work;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Adds up a number for each task, so a task that is missing or counted twice changes the answer.
/// Tasks can carry extra bytes, to make large partial results. The number of tasks of a further
/// round depends on the total of the previous round. Tasks can reject records ([Again]).
public final class NumberSums implements PlainWorkload<NumberSums.Found> {
    /// The name of the setting for the number of bytes that each task carries.
    public static final String CARRY = "carry";

    private static final Definition DEFINITION =
            Again.settings(
                    Rounds.settings(
                            Definition.of("sums", "Adds up the hashes of its tasks.")
                                    .with("tasks", "how many tasks")
                                    .with(CARRY, "bytes that each task carries", "0")
                                    .within(Duration.ofMinutes(15))));

    // In the encoded form, this stands after the carried bytes, in place of a further task's index.
    // The number of rejecting tasks follows.
    private static final int REJECTED = -1;

    /// The partial result.
    ///
    /// @param count the number of tasks that accepted their record
    /// @param sum the sum of the hashes of their indices, which differ from round to round
    /// @param carried the bytes of each task that carries any, by index
    /// @param rejected the number of tasks that rejected their record
    public record Found(long count, long sum, TreeMap<Integer, byte[]> carried, long rejected) {
        static final Found NOTHING = new Found(0, 0, new TreeMap<>(), 0);

        /// The records that a further round reads again.
        private Records again() {
            return Again.of(count + rejected, rejected, sum);
        }
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Plan plan(Planning job) {
        long tasks = job.settings().number("tasks");
        return Plan.numbers(
                0, job.previous(codec()).map(found -> further(found, tasks, job)).orElse(tasks), 1);
    }

    // The number of tasks of a further round. There is one task for each record that is read again.
    // A round that a redrive started has no other tasks. A round that a finish asked for has others
    // too, at most as many as round 0.
    private static long further(Found found, long tasks, Planning job) {
        if (Again.isRedriven(job.round(), job.settings())) {
            return found.again().read();
        }
        long again = Again.isInEvery(job.settings()) ? found.again().read() : 0;
        return again + Math.floorMod(hash(found.sum ^ Rounds.salt(job.round())), tasks + 1);
    }

    @Override
    public TaskResult<Found> work(Task task) throws IOException {
        int index = task.index();
        var carried = new TreeMap<Integer, byte[]>();
        int bytes = (int) task.settings().number(CARRY);
        if (bytes > 0) {
            byte[] load = new byte[bytes];
            java.util.Arrays.fill(load, (byte) index);
            carried.put(index, load);
        }
        long hash = hash(index ^ Rounds.salt(task.round()));
        Files.write(task, hash);
        return Again.rejects(task.settings(), hash)
                ? rejected(task, new Found(0, 0, carried, 1))
                : TaskResult.all(task, new Found(1, hash, carried, 0));
    }

    private static TaskResult<Found> rejected(Task task, Found found) {
        String place = "round " + task.round().number();
        var rejection = new Rejection(place, task.index(), "its hash is a multiple");
        return new TaskResult<>(
                found,
                Coverage.of(task.slice().from(), task.slice().to(), task.slice().size()),
                new Records(1, 1, List.of(rejection)));
    }

    private static long hash(long index) {
        long a = (index + 1) * 0x9E3779B97F4A7C15L;
        return a ^ (a >>> 32);
    }

    @Override
    public Found empty() {
        return Found.NOTHING;
    }

    @Override
    public Found merge(Found left, Found right) {
        TreeMap<Integer, byte[]> both = left.carried;
        if (!left.carried.isEmpty() || !right.carried.isEmpty()) {
            both = new TreeMap<>(left.carried);
            both.putAll(right.carried);
        }
        return new Found(
                left.count + right.count,
                left.sum + right.sum,
                both,
                left.rejected + right.rejected);
    }

    @Override
    public Codec<Found> codec() {
        return new Codec<>() {
            @Override
            public byte[] encode(Found value) {
                int size = value.carried.values().stream().mapToInt(load -> 8 + load.length).sum();
                ByteBuffer bytes = ByteBuffer.allocate(16 + size + (value.rejected > 0 ? 12 : 0));
                bytes.putLong(value.count).putLong(value.sum);
                value.carried.forEach(
                        (index, load) -> bytes.putInt(index).putInt(load.length).put(load));
                if (value.rejected > 0) {
                    bytes.putInt(REJECTED).putLong(value.rejected);
                }
                return bytes.array();
            }

            @Override
            public Found decode(byte[] encoded) {
                ByteBuffer bytes = ByteBuffer.wrap(encoded);
                long count = bytes.getLong();
                long sum = bytes.getLong();
                var carried = new TreeMap<Integer, byte[]>();
                while (bytes.hasRemaining()) {
                    int index = bytes.getInt();
                    if (index == REJECTED) {
                        return new Found(count, sum, carried, bytes.getLong());
                    }
                    byte[] load = new byte[bytes.getInt()];
                    bytes.get(load);
                    carried.put(index, load);
                }
                return new Found(count, sum, carried, 0);
            }
        };
    }

    @Override
    public Finished finish(Found total, Finishing job) {
        Records again = Again.isInEvery(job.settings()) ? total.again() : Records.NONE;
        return Rounds.finished(answer(total, job), job, again);
    }

    @Override
    public Optional<Finished.Next> redrive(Found total, Finishing job) {
        return total.rejected > 0
                ? Optional.of(Rounds.redriven(answer(total, job), job, total.again()))
                : Optional.empty();
    }

    private static String answer(Found total, Finishing job) {
        String rejected =
                Again.isOn(job.settings()) ? ",\"rejected\":%d".formatted(total.rejected) : "";
        return String.format(
                Locale.ROOT,
                "{\"count\":%d,\"sum\":%d,\"carried\":%d,\"lost\":%d%s}",
                total.count,
                total.sum,
                total.carried.size(),
                job.lost().size(),
                rejected);
    }
}
