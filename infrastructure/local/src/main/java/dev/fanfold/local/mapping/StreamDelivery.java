package dev.fanfold.local.mapping;

import dev.fanfold.lambda.Backoff;
import dev.fanfold.lambda.DiscardedEntries;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.InvocationRecords;
import dev.fanfold.lambda.StreamBatch;
import dev.fanfold.lambda.StreamEntry;
import dev.fanfold.lambda.StreamEvents;
import dev.fanfold.lambda.StreamRules;
import dev.fanfold.lambda.StreamStep;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Delivers the records of a stream to a function, as [StreamRules] decides.
///
/// Each record is delivered until it has succeeded or is discarded.
final class StreamDelivery {
    /// Shorter pauses than on AWS, because developers wait for the retries.
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final StreamRules rules;
    private final FunctionPool function;
    private final String streamArn;
    private final Consumer<String> onFailure;

    /// @param onFailure receives a JSON document about each batch that is discarded
    StreamDelivery(
            StreamRules rules,
            FunctionPool function,
            String streamArn,
            Consumer<String> onFailure) {
        this.rules = rules;
        this.function = function;
        this.streamArn = streamArn;
        this.onFailure = onFailure;
    }

    /// The rules of a declared stream mapping.
    static StreamRules rules(Source.OfStream source) {
        return new StreamRules(
                source.partial(), source.bisect(), source.retries(), source.maxAge(), BACKOFF);
    }

    /// Delivers records that were read in one batch. Returns when each has succeeded or is
    /// discarded.
    void deliver(String shard, List<Record> records) throws InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        List<StreamEntry<Record>> read = records.stream().map(StreamDelivery::entry).toList();
        StreamStep<Record> step = rules.begin(read, Instant.now());
        reportDiscarded(shard, step.discardedEntries());
        while (step.next().isPresent()) {
            StreamBatch<Record> batch = step.next().get();
            Thread.sleep(batch.pause());
            step = rules.after(batch, invoke(batch.records()), Instant.now());
            reportDiscarded(shard, step.discardedEntries());
        }
    }

    private static StreamEntry<Record> entry(Record record) {
        return new StreamEntry<>(
                record.dynamodb().sequenceNumber(),
                record.dynamodb().approximateCreationDateTime(),
                record);
    }

    private InvocationOutcome invoke(List<Record> records) throws InterruptedException {
        CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
        function.invoke(StreamEvents.event(records, streamArn), outcome::complete);
        try {
            return outcome.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void reportDiscarded(String shard, List<DiscardedEntries<Record>> discardedEntries) {
        String arn = Aws.arn("lambda", "function:" + function.name());
        for (DiscardedEntries<Record> entries : discardedEntries) {
            onFailure.accept(InvocationRecords.json(entries, arn, streamArn, shard, Instant.now()));
        }
    }
}
