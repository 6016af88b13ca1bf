package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.DelimitedRows.Row;
import java.io.IOException;
import java.util.Iterator;

/// The items of a job: where they are, and how one is made of its text.
///
/// @param <I> the type of an item
public abstract sealed class Items<I> permits LineItems, RowItems, NumberItems {
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

    /// The rows of the input, which is delimited text with a header, for example CSV.
    ///
    /// Each line after the header is an item, except empty lines. So a row that cannot be used,
    /// because its number of fields is wrong or text follows a closing quote, is an item that has
    /// failed: it keeps its place in the order, and `failures.csv` has its line. If a quote is not
    /// closed on its line, the job is refused before the function is called for any item, because
    /// the row may continue on the next line.
    ///
    /// @throws IllegalArgumentException if the format has no header: the number of columns would be
    ///   that of the first row, and the first of the failed rows may have another number
    public static Items<Row> rows(DelimitedRows format) {
        return rows(format, row -> row);
    }

    /// The rows of the input, as [#rows(DelimitedRows)] has them.
    ///
    /// @param parser makes an item of a row; if it throws, the item has failed
    public static <I> Items<I> rows(DelimitedRows format, RowParser<I> parser) {
        return new RowItems<>(format, parser);
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

    /// Makes an item of its row.
    ///
    /// @param <I> the type of an item
    @FunctionalInterface
    public interface RowParser<I> {
        I parse(Row row) throws Exception;
    }

    /// The plan of the first round, in which each unit is an item.
    abstract Plan plan(Planning job) throws Exception;

    /// Reads the texts of the items of a task of the first round.
    abstract Reader read(Task task) throws Exception;

    /// What makes the items of their texts, in a task of any round.
    ///
    /// @param plan the plan of the round, with the facts of the plan of the first round
    abstract Parser<I> parser(Plan plan);

    /// The files in which the failed items are written as they were in the input.
    ///
    /// @param plan the plan of the round, with the facts of the plan of the first round
    LineFile failures(Plan plan) {
        return LineFile.jsonLines("failures");
    }

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
