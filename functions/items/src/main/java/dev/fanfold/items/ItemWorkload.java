package dev.fanfold.items;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A workload that calls a function for each item of its input. This is the light half; the
/// function is the working half, [ItemWork]. A workload without resources implements
/// [PlainItemWorkload], which is both.
///
/// Each item has exactly one result: what the function returned, or why it failed. A failed item
/// does not lose its task. The answer of the job is a summary. The results are outputs of the task
/// of the last round:
///
/// - `results.jsonl` has a line for each item, in the order of the items: `index` (from 0), `key`
///   if it has one, `status` (`ok` or `failed`), `result` or `error` (`class`, `message`,
///   `frames`), `attempts`, and `ms`, the time of the last attempt in milliseconds. If the file
///   would be larger than 5 GB, `results-2.jsonl` continues it, and so on.
/// - `failures.jsonl` has the failed items themselves, in the same order, as they were in the
///   input. It is a valid input of a further job, and is missing if no item failed. If the items
///   are rows, see [Items#rows(dev.fanfold.workload.read.DelimitedRows)], it is delimited text with
///   the header of the input instead: `failures.csv`, or `failures.tsv` if tabs separate the
///   fields.
///
/// ## Failures and rounds
///
/// If the function throws [dev.fanfold.workload.PermanentFailureException] or
/// [dev.fanfold.workload.InvalidInputException], the item has failed. Any other exception is
/// transient: the item is tried again after a pause. The settings `retries` and `backoff` say how
/// often and after which pause; [RetryAfterException] says it for one item. Items for which a task
/// has no time left go on in a further round of the job. The last round merges the results.
///
/// ## Limits
///
/// The settings `rate` and `concurrent` are limits for each target of the items, see
/// [ItemWork#target]. They hold over all tasks of all jobs, because a task calls a target only
/// while it holds the target's lease. If one of them is set, the first round groups the items by
/// key, or by target if they have no key. Then a task calls the function for several items at the
/// same time: for one item of each target, or for as many as `concurrent` says. An item without a
/// target has no limit.
///
/// With limits or without, a target that fails transiently ten times in a row is left alone by the
/// worker for 30 seconds. Its items go on in a further round, and this does not count as an
/// attempt. The answer names up to 20 such targets in its member `leftAlone`.
///
/// ## Redrives
///
/// A failed item counts as a rejected record, so the job option `reject` says how many may fail. A
/// redrive of the job is a further round over the failed items alone. Their new results replace the
/// old ones.
///
/// @param <I> the type of an item
/// @param <O> the type of a result; [ItemWork#apply] says which types can be written as JSON
public interface ItemWorkload<I, O> extends Workload<ItemTotals> {
    /// The setting for how often an item is tried again after a transient failure.
    String RETRIES = "retries";

    /// The setting for the pause before the first retry of an item. Each further pause is twice as
    /// long, up to a minute.
    String BACKOFF = "backoff";

    /// The setting for how often the function is called for each target: `5/s`, `100/m` or `2/h`.
    String RATE = "rate";

    /// The setting for how many calls for each target run at the same time, from 1 to 100.
    String CONCURRENT = "concurrent";

    /// The definition of an item workload in the pool `general`, which reads an input. Its items
    /// wait rather than compute. It has the settings [#RETRIES], [#BACKOFF], [#RATE] and
    /// [#CONCURRENT], and a task may take ten minutes.
    static Definition define(String name, String summary) {
        return Definition.of(name, summary)
                .reading()
                .within(Duration.ofMinutes(10))
                .with(RETRIES, "how often an item is tried again after a transient failure", "3")
                .with(BACKOFF, "the pause before the first retry of an item, as in 500ms", "1s")
                .with(
                        RATE,
                        "the maximum rate of calls for each target, as in 5/s, 100/m or 2/h",
                        "")
                .with(CONCURRENT, "how many calls for each target run at the same time", "");
    }

    /// The definition, made with [#define].
    @Override
    Definition definition();

    /// The items of a job with these settings.
    Items<I> items(JobSettings settings);

    /// Opens the working half, as [Workload#open] does.
    ItemWork<I, O> openItems(Resources resources) throws Exception;

    @Override
    default Plan plan(Planning job) throws Exception {
        // These refuse wrong settings before any task runs.
        Retries.of(job.settings());
        Limits.of(job.settings());
        return switch (Phase.of(job.round())) {
            case Phase.First _ -> items(job.settings()).plan(job);
            case Phase.Again again -> again.plan(job);
            case Phase.Merge merge -> merge.plan();
        };
    }

    @Override
    default ItemTotals empty() {
        return ItemTotals.NONE;
    }

    @Override
    default ItemTotals merge(ItemTotals left, ItemTotals right) {
        return left.plus(right);
    }

    @Override
    default Codec<ItemTotals> codec() {
        return ItemTotals.CODEC;
    }

    /// The counts of items of the whole job.
    @Override
    default Optional<String> preview(ItemTotals total, Finishing job) {
        return Optional.of(ItemProgress.of(total, job).json());
    }

    /// The same counts in words.
    @Override
    default Optional<String> progress(Supplier<ItemTotals> total, Finishing job) {
        return Optional.of(ItemProgress.of(total.get(), job).text());
    }

    /// A further round over the failed items, if there are any.
    @Override
    default Optional<Work.Finished.Next> redrive(ItemTotals total, Finishing job) {
        return Phase.of(job.round()) instanceof Phase.Merge merge && total.failed() > 0
                ? Optional.of(
                        new Work.Finished.Next(
                                new Phase.Again(
                                                merge.counts().withoutFailed(),
                                                total.failed(),
                                                merge.facts())
                                        .input(),
                                null,
                                new Records(total.failed(), total.failed(), List.of())))
                : Optional.empty();
    }

    @Override
    default Work<ItemTotals> open(Resources resources) throws Exception {
        return new ItemTasks<>(this, openItems(resources), resources, Clock.systemUTC());
    }
}
