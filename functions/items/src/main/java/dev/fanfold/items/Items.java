package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.util.Iterator;

/// The items of a job: where they are, and how one is made of its text.
///
/// @param <I> the type of an item
public abstract sealed class Items<I> permits LineItems, NumberItems {
    /// How many items a task has, unless the job says it with `--slice`: a quarter of the items per
    /// worker, but at most this many.
    static final int MAX_PER_TASK = 1_000;

    /// The lines of the input, in UTF-8 and without white space around them. Blank lines are no
    /// items.
    public static Items<String> lines() {
        return lines(line -> line);
    }

    /// The lines of the input, for example of JSON Lines.
    ///
    /// @param parser makes an item of a line without the white space around it; if it throws, the
    ///   item has failed
    public static <I> Items<I> lines(Parser<I> parser) {
        return new LineItems<>(parser);
    }

    /// The numbers of `[from, to)`. The workload reads no input; see
    /// [dev.fanfold.workload.Definition].
    public static Items<Long> numbers(long from, long to) {
        return new NumberItems(from, to);
    }

    /// Makes an item of its text.
    ///
    /// @param <I> the type of an item
    @FunctionalInterface
    public interface Parser<I> {
        I parse(String text) throws Exception;
    }

    /// The plan of the first round, in which each unit is an item.
    abstract Plan plan(Planning job) throws Exception;

    /// Reads the texts of the items of a task of the first round.
    abstract Reader read(Task task) throws Exception;

    /// The item of this text.
    abstract I parse(String text) throws Exception;

    /// The name of what has the items, for messages.
    abstract String source(Task task);

    /// The texts of a task's items in their order.
    interface Reader extends Iterator<String>, AutoCloseable {
        /// Where the item that was returned last is in its object, in bytes; or the number itself.
        long offset();

        /// The task's result, after all items were read.
        <P> TaskResult<P> worked(P partial);

        @Override
        void close() throws IOException;
    }

    static long perTask(Planning job, long items) {
        return job.slice() > 0
                ? job.slice()
                : Math.clamp(items / (4L * job.workers()), 1, MAX_PER_TASK);
    }
}
