package dev.fanfold.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules by which a stream mapping processes the records that it read from one shard.
///
/// The mapping continues until each record has succeeded or is discarded. Records of a shard are
/// delivered in order. A batch is delivered only when all records before it have succeeded or are
/// discarded.
///
/// | case | rule | source |
/// |---|---|---|
/// | the invocation fails | the same batch is delivered again until its records are too old or its retries are used up | 1 |
/// | the invocation fails, with bisection | the two halves are delivered one after the other; "splitting a batch does not count towards the retry quota" | 1 |
/// | the response names records | delivery continues from the lowest sequence number named | 2 |
/// | the response names records, with bisection | "bisected at the returned sequence number, and Lambda retries only the remaining records" | 2 |
/// | the invocation fails, with bisection and ReportBatchItemFailures | "bisected regardless of your ReportBatchItemFailures setting" | 2 |
/// | the response names the first record | no record succeeded, so the batch failed | 2, 3 |
/// | the response is empty or null | the batch succeeded | 2 |
/// | the response names an unknown record, or is of another type | the batch failed, see [BatchFailures] | 2 |
/// | a record is older than MaximumRecordAgeInSeconds when it would be delivered | it is discarded | 1, 4 |
/// | the batch has failed MaximumRetryAttempts + 1 times | it is discarded, so that one record cannot block its shard | 1, 4 |
///
/// 1. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#services-dynamodb-errors
/// 2. https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
/// 3. The documentation does not cover this case. It was observed on AWS that bisection and
///    ReportBatchItemFailures together isolate a record that always fails. So the batch is split,
///    and retries are counted only for deliveries of the same batch:
///    https://my-aws-notes.pages.dev/DynamoDB-Stream---Lambda-error-handling
/// 4. https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
///
/// If a batch is split, or if some of its records succeeded, the rest is a new batch, and its
/// failures are counted from 0. If some of its records are discarded because of their age, the
/// count of failures continues. Lambda also retries throttled invocations and does not count them.
/// This class has no rule for them, because neither the local cloud nor the simulator throttles a
/// stream.
///
/// @param partial whether the response may name records (ReportBatchItemFailures)
/// @param bisect whether a failed batch is split (BisectBatchOnFunctionError)
/// @param retries maximum number of retries of a batch, -1 for no limit (MaximumRetryAttempts)
/// @param maxAge maximum age of a record, empty for no limit (MaximumRecordAgeInSeconds)
/// @param backoff the pauses before deliveries after a failure
public record StreamRules(
        boolean partial, boolean bisect, int retries, Optional<Duration> maxAge, Backoff backoff) {

    /// The first step for records that were read from the shard.
    public <R> StreamStep<R> begin(List<StreamEntry<R>> read, Instant now) {
        return stepFor(read, 0, Duration.ZERO, List.of(), now);
    }

    /// The next step after an invocation with the batch.
    public <R> StreamStep<R> after(StreamBatch<R> batch, InvocationOutcome outcome, Instant now) {
        List<StreamEntry<R>> failed = failed(batch, outcome);
        if (failed.isEmpty()) {
            return continueAfter(batch, now);
        }
        if (failed.size() < batch.entries().size()) {
            return stepFor(failed, 0, backoff.after(0), batch.following(), now);
        }
        return bisect && failed.size() > 1 ? split(batch, now) : repeat(batch, now);
    }

    /// The entries that have to be delivered again after the invocation: the first entry that
    /// failed and all entries after it.
    public <R> List<StreamEntry<R>> failed(StreamBatch<R> batch, InvocationOutcome outcome) {
        Set<String> all =
                batch.entries().stream().map(StreamEntry::number).collect(Collectors.toSet());
        Set<String> failed = BatchFailures.of(outcome, partial, all);
        return batch.entries().stream()
                .dropWhile(entry -> !failed.contains(entry.number()))
                .toList();
    }

    private <R> StreamStep<R> split(StreamBatch<R> batch, Instant now) {
        int size = batch.entries().size();
        List<List<StreamEntry<R>>> following = new ArrayList<>();
        following.add(batch.entries().subList(size / 2, size));
        following.addAll(batch.following());
        return stepFor(batch.entries().subList(0, size / 2), 0, backoff.after(0), following, now);
    }

    private <R> StreamStep<R> repeat(StreamBatch<R> batch, Instant now) {
        int failures = batch.failures() + 1;
        if (retries < 0 || failures <= retries) {
            Duration pause = backoff.after(failures);
            return stepFor(batch.entries(), failures, pause, batch.following(), now);
        }
        return discard(batch, now);
    }

    /// The step that discards a failed batch, as one that has no retries left, and continues after
    /// it.
    public <R> StreamStep<R> discard(StreamBatch<R> batch, Instant now) {
        StreamStep<R> rest = continueAfter(batch, now);
        List<DiscardedEntries<R>> discardedEntries = new ArrayList<>();
        discardedEntries.add(
                new DiscardedEntries<>(
                        batch.entries(),
                        DiscardedEntries.Condition.RETRY_ATTEMPTS_EXHAUSTED,
                        batch.failures() + 1));
        discardedEntries.addAll(rest.discardedEntries());
        return new StreamStep<>(discardedEntries, rest.next());
    }

    private <R> StreamStep<R> continueAfter(StreamBatch<R> batch, Instant now) {
        if (batch.following().isEmpty()) {
            return new StreamStep<>(List.of(), Optional.empty());
        }
        List<List<StreamEntry<R>>> rest = batch.following().subList(1, batch.following().size());
        return stepFor(batch.following().getFirst(), 0, Duration.ZERO, rest, now);
    }

    // The step that delivers these entries after the pause, without those that are too old by then.
    // If all of them are too old, the step delivers the following batch without a pause.
    private <R> StreamStep<R> stepFor(
            List<StreamEntry<R>> entries,
            int failures,
            Duration pause,
            List<List<StreamEntry<R>>> following,
            Instant now) {
        Instant delivery = now.plus(pause);
        List<StreamEntry<R>> deliverable =
                entries.stream().filter(entry -> !isTooOld(entry, delivery)).toList();
        List<DiscardedEntries<R>> discardedEntries = new ArrayList<>();
        if (deliverable.size() < entries.size()) {
            discardedEntries.add(discardTooOld(entries, failures, delivery));
        }
        if (!deliverable.isEmpty()) {
            var batch = new StreamBatch<R>(deliverable, failures, pause, following);
            return new StreamStep<>(discardedEntries, Optional.of(batch));
        }
        if (following.isEmpty()) {
            return new StreamStep<>(discardedEntries, Optional.empty());
        }
        StreamStep<R> rest =
                stepFor(
                        following.getFirst(),
                        0,
                        Duration.ZERO,
                        following.subList(1, following.size()),
                        now);
        discardedEntries.addAll(rest.discardedEntries());
        return new StreamStep<>(discardedEntries, rest.next());
    }

    private <R> DiscardedEntries<R> discardTooOld(
            List<StreamEntry<R>> entries, int failures, Instant delivery) {
        List<StreamEntry<R>> old =
                entries.stream().filter(entry -> isTooOld(entry, delivery)).toList();
        return new DiscardedEntries<>(
                old, DiscardedEntries.Condition.RECORD_AGE_EXCEEDED, failures);
    }

    private boolean isTooOld(StreamEntry<?> entry, Instant delivery) {
        return maxAge.map(age -> entry.written().plus(age).isBefore(delivery)).orElse(false);
    }
}
