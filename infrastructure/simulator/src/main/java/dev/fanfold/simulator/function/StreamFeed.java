package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.fanfold.lambda.Backoff;
import dev.fanfold.lambda.DiscardedEntries;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.InvocationRecords;
import dev.fanfold.lambda.StreamBatch;
import dev.fanfold.lambda.StreamEntry;
import dev.fanfold.lambda.StreamEvents;
import dev.fanfold.lambda.StreamRules;
import dev.fanfold.lambda.StreamStep;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.simulator.service.SimulatedStreams;
import dev.fanfold.simulator.service.Stream;
import dev.fanfold.simulator.service.Stream.Change;
import dev.fanfold.simulator.service.Stream.Shard;
import dev.fanfold.template.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Delivers a table's changes to a function, as an event source mapping does. Each shard is read in
/// order, except that the fault [Fault#RECORDS_AGAIN] goes back. [StreamRules] decides about
/// retries and discarded records. The batch window is ignored.
public final class StreamFeed {
    // Far fewer than a mapping may take, because many small batches leave more places for faults.
    private static final int MAX_BATCH = 40;
    private static final int MAX_AGAIN = 12;
    private static final long MAX_POLL_MICROS = 500_000;
    private static final long MAX_START_MICROS = 20_000_000;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
    private final World world;
    private final Stream stream;
    private final Source.OfStream source;
    private final StreamRules rules;
    // The rules while the fault RECORDS_DROPPED cannot happen. If the template allows retries, a
    // failed batch is then retried without limit until it succeeds or is too old. Faults are far
    // more frequent here than on AWS and would often use up the retries. A run without a keeper
    // could not repair the loss.
    private final StreamRules rulesWithoutRetryLimit;
    private final String arn;
    private final FunctionHost function;
    private final Queues queues;
    // The mapping reads nothing before this time, because it takes a while to start. With LATEST it
    // skips the records that were written before.
    private final long startedAt;
    private final Map<Shard, Reader> readers = new LinkedHashMap<>();

    public StreamFeed(
            World world,
            Stream stream,
            Source.OfStream source,
            FunctionHost function,
            Queues queues) {
        this.world = world;
        this.stream = stream;
        this.source = source;
        this.rules =
                new StreamRules(
                        source.partial(),
                        source.bisect(),
                        source.retries(),
                        source.maxAge(),
                        BACKOFF);
        this.rulesWithoutRetryLimit =
                new StreamRules(
                        source.partial(),
                        source.bisect(),
                        source.retries() == 0 ? 0 : -1,
                        source.maxAge(),
                        BACKOFF);
        this.arn = SimulatedStreams.arn(source.table());
        this.function = function;
        this.queues = queues;
        this.startedAt = world.scheduler().micros() + world.upTo(MAX_START_MICROS);
        stream.listen(this::wake);
    }

    private void wake() {
        for (Shard shard : stream.shards()) {
            readers.computeIfAbsent(shard, Reader::new).wake(world.upTo(MAX_POLL_MICROS));
        }
    }

    /// Whether no records are left to read, and no batch is being delivered.
    public boolean isDone() {
        return readers.values().stream().allMatch(Reader::isDone);
    }

    private DynamodbEvent event(List<Change> changes, boolean newer) {
        return StreamEvents.event(
                changes.stream()
                        .map(change ->
                                SimulatedStreams.record(
                                        change, world.instant(change.micros()), newer))
                        .toList(),
                arn);
    }

    /// Reads one shard.
    private final class Reader {
        private final Shard shard;
        // The number of the shard's changes before the next one to read.
        private int position;
        private boolean begun;
        // From the read of a batch until all its records have succeeded or are discarded.
        private boolean busy;
        private boolean pollIsPlanned;

        Reader(Shard shard) {
            this.shard = shard;
        }

        boolean isDone() {
            return !busy && position >= shard.changes().size();
        }

        // Plans a poll after this delay, if there are records to read, no poll is planned or
        // running,
        // and the parent shard is done.
        void wake(long micros) {
            boolean hasMore = position < shard.changes().size();
            if (!busy && !pollIsPlanned && hasMore && parentIsDone()) {
                pollIsPlanned = true;
                long untilStart = Math.max(0, startedAt - world.scheduler().micros());
                world.scheduler().after(untilStart + micros, this::poll);
            }
        }

        private boolean parentIsDone() {
            return shard.parent() < 0
                    || readers.values().stream()
                            .allMatch(one -> one.shard.number() != shard.parent() || one.isDone());
        }

        private void poll() {
            pollIsPlanned = false;
            skipRecordsBeforeStart();
            int max = Math.min(source.batch(), MAX_BATCH);
            int size = Math.min(shard.changes().size() - position, 1 + world.random().nextInt(max));
            List<StreamEntry<Change>> read =
                    shard.changes().subList(position, position + size).stream()
                            .filter(change -> source.eventNames().contains(change.kind()))
                            .map(this::entry)
                            .toList();
            int end = position + size;
            if (read.isEmpty() || world.faultPlan().strikes(Fault.RECORDS_AGED_OUT)) {
                moveTo(end);
                return;
            }
            busy = true;
            perform(rules.begin(read, world.scheduler().instant()), end);
        }

        private StreamEntry<Change> entry(Change change) {
            return new StreamEntry<>(
                    SimulatedStreams.sequenceNumber(change),
                    world.instant(change.micros()),
                    change);
        }

        // At the first poll with LATEST, skips the records that were written before the mapping had
        // started. A shard that was split off another one is read from its beginning.
        private void skipRecordsBeforeStart() {
            if (!begun && source.latest() && shard.parent() < 0) {
                while (position < shard.changes().size()
                        && shard.changes().get(position).micros() < startedAt) {
                    position++;
                }
            }
            begun = true;
        }

        private void perform(StreamStep<Change> step, int end) {
            step.discardedEntries().forEach(this::reportDiscarded);
            if (step.next().isEmpty()) {
                busy = false;
                batchIsDone(end);
                return;
            }
            StreamBatch<Change> batch = step.next().get();
            long pause = batch.pause().toNanos() / 1_000;
            world.scheduler().after(pause == 0 ? 0 : world.upTo(pause), () -> deliver(batch, end));
        }

        private void deliver(StreamBatch<Change> batch, int end) {
            function.invoke(
                    newer -> event(batch.records(), newer),
                    outcome -> perform(stepAfter(batch, outcome), end));
        }

        private StreamStep<Change> stepAfter(StreamBatch<Change> batch, InvocationOutcome outcome) {
            Instant now = world.scheduler().instant();
            if (!world.faultPlan().may(Fault.RECORDS_DROPPED)) {
                return rulesWithoutRetryLimit.after(batch, outcome, now);
            }
            return !rules.failed(batch, outcome).isEmpty()
                            && world.faultPlan().strikes(Fault.RECORDS_DROPPED)
                    ? rules.discard(batch, now)
                    : rules.after(batch, outcome, now);
        }

        private void reportDiscarded(DiscardedEntries<Change> discardedEntries) {
            world.scheduler().note("records are discarded");
            source.onFailure()
                    .map(queues::named)
                    .ifPresent(queue ->
                            queues.add(
                                    queue,
                                    InvocationRecords.json(
                                            discardedEntries,
                                            function.arn(),
                                            arn,
                                            SimulatedStreams.id(shard),
                                            world.scheduler().instant()),
                                    0));
        }

        private void batchIsDone(int end) {
            if (!shard.isClosed() && world.faultPlan().strikes(Fault.RESHARDED)) {
                stream.split(shard);
            }
            moveTo(
                    world.faultPlan().strikes(Fault.RECORDS_AGAIN)
                            ? end - 1 - world.faultPlan().random().nextInt(Math.min(end, MAX_AGAIN))
                            : end);
        }

        private void moveTo(int next) {
            position = next;
            StreamFeed.this.wake();
        }
    }
}
