package dev.fanfold.local.mapping;

import dev.fanfold.lambda.Failures;
import dev.fanfold.lambda.Outcome;
import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Hands a shard's records to a function until it has done them all or they are given up: repeated,
/// cut in two, told to the destination of failures, by Lambda's rules. Nothing behind a failed
/// record moves before that.
final class Batches {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Source.OfStream source;
    private final FunctionPool function;
    private final String streamArn;
    private final Optional<LocalQueue> onFailure;

    Batches(
            Source.OfStream source,
            FunctionPool function,
            String streamArn,
            Optional<LocalQueue> onFailure) {
        this.source = source;
        this.function = function;
        this.streamArn = streamArn;
        this.onFailure = onFailure;
    }

    void handOn(String shard, List<Record> records) throws InterruptedException {
        List<Record> rest = withoutOld(shard, records, 0);
        int attempts = 0;
        while (!rest.isEmpty()) {
            List<Record> failed = failed(rest);
            attempts = failed.size() < rest.size() ? 0 : attempts;
            rest = withoutOld(shard, failed, attempts);
            if (rest.isEmpty()) {
                return;
            }
            if (source.bisect() && rest.size() > 1) { // cutting does not count as an attempt
                pause(0);
                handOn(shard, rest.subList(0, rest.size() / 2));
                rest = rest.subList(rest.size() / 2, rest.size());
                attempts = 0;
                continue;
            }
            attempts++;
            if (source.retries() >= 0 && attempts > source.retries()) {
                giveUp(shard, rest, "RetryAttemptsExhausted", attempts);
                return;
            }
            pause(attempts);
        }
    }

    private List<Record> withoutOld(String shard, List<Record> records, int attempts) {
        List<Record> young = records.stream().filter(this::isYoung).toList();
        if (young.size() < records.size()) {
            int old = records.size() - young.size();
            giveUp(shard, records.subList(0, old), "RecordAgeExceeded", attempts);
        }
        return young;
    }

    private boolean isYoung(Record record) {
        Instant written = record.dynamodb().approximateCreationDateTime();
        return source.maxAge().map(age -> written.plus(age).isAfter(Instant.now())).orElse(true);
    }

    /// The records from the first that failed: the lowest sequence number named is where a stream
    /// goes on.
    private List<Record> failed(List<Record> records) throws InterruptedException {
        Set<String> all =
                records.stream()
                        .map(record -> record.dynamodb().sequenceNumber())
                        .collect(Collectors.toSet());
        Set<String> failed = Failures.of(invoke(records), source.partial(), all);
        for (int i = 0; i < records.size(); i++) {
            if (failed.contains(records.get(i).dynamodb().sequenceNumber())) {
                return records.subList(i, records.size());
            }
        }
        return List.of();
    }

    private Outcome invoke(List<Record> records) throws InterruptedException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        function.invoke(StreamEvents.event(records, streamArn), outcome::complete);
        try {
            return outcome.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pause(int attempts) throws InterruptedException {
        Thread.sleep(
                Duration.ofMillis(
                        Math.min(
                                LONGEST_PAUSE_MILLIS,
                                FIRST_PAUSE_MILLIS << Math.min(attempts, 10))));
    }

    /// As Lambda tells it: where the records are, not what they are.
    private void giveUp(String shard, List<Record> records, String condition, int attempts) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", shard);
        batch.put("startSequenceNumber", records.getFirst().dynamodb().sequenceNumber());
        batch.put("endSequenceNumber", records.getLast().dynamodb().sequenceNumber());
        batch.put(
                "approximateArrivalOfFirstRecord",
                records.getFirst().dynamodb().approximateCreationDateTime());
        batch.put(
                "approximateArrivalOfLastRecord",
                records.getLast().dynamodb().approximateCreationDateTime());
        batch.put("batchSize", records.size());
        batch.put("streamArn", streamArn);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(
                "requestContext",
                Map.of(
                        "functionArn", Aws.arn("lambda", "function:" + function.name()),
                        "condition", condition,
                        "approximateInvokeCount", attempts));
        told.put("responseContext", Map.of("statusCode", 200, "functionError", "Unhandled"));
        told.put("version", "1.0");
        told.put("timestamp", Instant.now().toString());
        told.put("DDBStreamBatchInfo", batch);
        onFailure.ifPresent(queue -> queue.send(Json.write(told)));
    }
}
