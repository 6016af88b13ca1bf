package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.DelimitedRows.Row;
import java.io.IOException;
import java.util.function.Function;

/// The rows of delimited text, whose texts are their lines.
///
/// A row is checked when an item is made of its text, so a row that cannot be used is an item like
/// any other until then. The header is a fact of the plan of each round.
///
/// @param <I> the type of an item
final class RowItems<I> extends Items<I> {
    // The object's name is not known in later rounds, and messages must not depend on the round.
    private static final String OBJECT = "the input";

    private final DelimitedRows format;
    private final RowParser<I> parser;

    RowItems(DelimitedRows format, RowParser<I> parser) {
        if (!format.header()) {
            throw new IllegalArgumentException(
                    "rows are items only if the format has a header: use Items.lines for input without one");
        }
        this.format = format;
        this.parser = parser;
    }

    @Override
    Plan plan(Planning job) throws IOException {
        return format.plan(job, perTask(job, LineItems.estimate(job)));
    }

    @Override
    Reader read(Task task) throws IOException {
        return new TextReader(format.texts(task));
    }

    @Override
    Parser<I> parser(Plan plan) {
        Function<String, Row> rows = format.parser(OBJECT, plan);
        return text -> parser.parse(rows.apply(text));
    }

    @Override
    LineFile failures(Plan plan) {
        String suffix = format.separator() == '\t' ? ".tsv" : ".csv";
        return new LineFile("failures", suffix, format.headerOf(plan));
    }

    @Override
    String source(Task task) {
        return task.plan() instanceof Plan.Items items ? items.object().name() : OBJECT;
    }
}
