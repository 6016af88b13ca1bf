package dev.fanfold.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a stream mapping does with a batch of one shard, until each record has succeeded or is set
/// aside. Records of a shard are delivered in order: nothing behind a failed record moves before
/// it.
///
/// | case | rule | source |
/// |---|---|---|
/// | the invocation fails | the same batch again, until it is too old or its retries are used up | 1 |
/// | it fails, with bisection | the two halves, one after the other; "splitting a batch does not count towards the retry quota" | 1 |
/// | the answer names records | again from the lowest sequence number named | 2 |
/// | it names records, with bisection | "bisected at the returned sequence number, and Lambda retries only the remaining records" | 2 |
/// | it fails, with bisection and the answer enabled | "bisected regardless of your ReportBatchItemFailures setting" | 2 |
/// | the answer names the first record | nothing succeeded, so this is a failure of the batch | 2, 3 |
/// | the answer names no record, or nothing | success; an empty or unknown name is a failure of all: [BatchFailures] | 2 |
/// | a record is older than MaximumRecordAgeInSeconds when it would be delivered | set aside | 1, 4 |
/// | the batch has failed once more than MaximumRetryAttempts | set aside; one record blocks no shard | 1, 4 |
///
/// 1. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#services-dynamodb-errors
/// 2. https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
/// 3. The documentation is silent here. On AWS both settings together single out the one record
///    that always fails, which takes a split, and retries are counted for the same batch sent
///    again: https://my-aws-notes.pages.dev/DynamoDB-Stream---Lambda-error-handling
/// 4. https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
///
/// So a batch that is shorter than the last one, by a split or by a checkpoint, is another batch,
/// whose count begins at 0. That Lambda retries a throttled invocation without counting it has no
/// rule here, because no place that asks throttles a stream.
///
/// @param partial whether the answer may name records (ReportBatchItemFailures)
/// @param bisect whether a failed batch is split (BisectBatchOnFunctionError)
/// @param retries after the first delivery of a batch, -1 for no limit (MaximumRetryAttempts)
/// @param maxAge empty for no limit (MaximumRecordAgeInSeconds)
public record StreamRules(
        boolean partial, boolean bisect, int retries, Optional<Duration> maxAge, Backoff backoff) {

    /// The first delivery of records that were read.
    public <R> StreamStep<R> begin(List<StreamEntry<R>> read, Instant now) {
        return next(read, 0, Duration.ZERO, List.of(), now);
    }

    /// What follows an invocation with the batch.
    public <R> StreamStep<R> after(StreamBatch<R> batch, InvocationOutcome outcome, Instant now) {
        List<StreamEntry<R>> failed = failed(batch, outcome);
        if (failed.isEmpty()) {
            return behind(batch, now);
        }
        if (failed.size() < batch.entries().size()) {
            return next(failed, 0, backoff.after(0), batch.behind(), now);
        }
        return bisect && failed.size() > 1 ? split(batch, now) : repeat(batch, now);
    }

    /// The entries that the invocation left to do: from the first that failed on.
    public <R> List<StreamEntry<R>> failed(StreamBatch<R> batch, InvocationOutcome outcome) {
        Set<String> all =
                batch.entries().stream().map(StreamEntry::number).collect(Collectors.toSet());
        Set<String> named = BatchFailures.of(outcome, partial, all);
        return batch.entries().stream()
                .dropWhile(entry -> !named.contains(entry.number()))
                .toList();
    }

    private <R> StreamStep<R> split(StreamBatch<R> batch, Instant now) {
        int size = batch.entries().size();
        List<List<StreamEntry<R>>> behind = new ArrayList<>();
        behind.add(batch.entries().subList(size / 2, size));
        behind.addAll(batch.behind());
        return next(batch.entries().subList(0, size / 2), 0, backoff.after(0), behind, now);
    }

    private <R> StreamStep<R> repeat(StreamBatch<R> batch, Instant now) {
        int failures = batch.failures() + 1;
        if (retries < 0 || failures <= retries) {
            Duration pause = backoff.after(failures);
            return next(batch.entries(), failures, pause, batch.behind(), now);
        }
        return exhausted(batch, now);
    }

    /// Sets a failed batch aside as one whose retries are used up, and goes on behind it.
    public <R> StreamStep<R> exhausted(StreamBatch<R> batch, Instant now) {
        StreamStep<R> rest = behind(batch, now);
        List<DiscardedEntries<R>> discardedEntries = new ArrayList<>();
        discardedEntries.add(
                new DiscardedEntries<>(
                        batch.entries(),
                        DiscardedEntries.Condition.RETRY_ATTEMPTS_EXHAUSTED,
                        batch.failures() + 1));
        discardedEntries.addAll(rest.discardedEntries());
        return new StreamStep<>(discardedEntries, rest.next());
    }

    private <R> StreamStep<R> behind(StreamBatch<R> batch, Instant now) {
        if (batch.behind().isEmpty()) {
            return new StreamStep<>(List.of(), Optional.empty());
        }
        List<List<StreamEntry<R>>> rest = batch.behind().subList(1, batch.behind().size());
        return next(batch.behind().getFirst(), 0, Duration.ZERO, rest, now);
    }

    // Sets aside what will be too old when it is delivered; if nothing remains, goes on behind it.
    private <R> StreamStep<R> next(
            List<StreamEntry<R>> entries,
            int failures,
            Duration pause,
            List<List<StreamEntry<R>>> behind,
            Instant now) {
        Instant delivery = now.plus(pause);
        List<StreamEntry<R>> young =
                entries.stream().filter(entry -> !isTooOld(entry, delivery)).toList();
        List<DiscardedEntries<R>> discardedEntries = new ArrayList<>();
        if (young.size() < entries.size()) {
            discardedEntries.add(tooOld(entries, failures, delivery));
        }
        if (!young.isEmpty()) {
            var batch = new StreamBatch<R>(young, failures, pause, behind);
            return new StreamStep<>(discardedEntries, Optional.of(batch));
        }
        if (behind.isEmpty()) {
            return new StreamStep<>(discardedEntries, Optional.empty());
        }
        StreamStep<R> rest =
                next(behind.getFirst(), 0, Duration.ZERO, behind.subList(1, behind.size()), now);
        discardedEntries.addAll(rest.discardedEntries());
        return new StreamStep<>(discardedEntries, rest.next());
    }

    private <R> DiscardedEntries<R> tooOld(
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
