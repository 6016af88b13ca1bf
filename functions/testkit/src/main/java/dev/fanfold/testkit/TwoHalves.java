package dev.fanfold.testkit;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.concurrent.atomic.AtomicInteger;

/// A workload whose working half is a class of its own, for tests of opening and closing. Its
/// answer is the number of its tasks. A test passes what happens when the working half is opened
/// and closed.
public class TwoHalves implements Workload<Long> {
    /// What happens when the working half is opened.
    public interface Opening {
        /// May wait. If it throws, the opening fails.
        ///
        /// @param number the number of this opening, from 1
        void open(int number, Resources resources) throws Exception;
    }

    /// How often an opening of the working half began, also if it failed.
    public final AtomicInteger openings = new AtomicInteger();

    /// How often a close of the working half began.
    public final AtomicInteger closings = new AtomicInteger();

    private final String name;
    private final Opening opening;
    private final Runnable closing;

    public TwoHalves(Opening opening) {
        this("two-halves", opening, () -> {});
    }

    public TwoHalves(String name, Opening opening, Runnable closing) {
        this.name = name;
        this.opening = opening;
        this.closing = closing;
    }

    @Override
    public Definition definition() {
        return Definition.of(name, "Counts its tasks.").with("tasks", "how many");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Codec<Long> codec() {
        return Codec.longs();
    }

    @Override
    public Work<Long> open(Resources resources) throws Exception {
        opening.open(openings.incrementAndGet(), resources);
        return new Opened();
    }

    /// The working half.
    private final class Opened implements Work<Long> {
        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 1L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done(total.toString());
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            closing.run();
        }
    }
}
