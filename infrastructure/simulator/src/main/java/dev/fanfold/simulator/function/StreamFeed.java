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
/// order; [StreamRules] decide about retries and dropped records.
public final class StreamFeed {
    // Far fewer than a mapping may take, because many small batches leave more places for faults.
    private static final int MAX_BATCH = 40;
    private static final int FAR_BACK = 12;
    private static final long SLOWEST_POLL = 500_000;
    private static final long SLOWEST_OPENING = 20_000_000;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
    private final World world;
    private final Stream stream;
    private final Source.OfStream source;
    private final StreamRules rules;
    // Faults are far more frequent here than on AWS and would often use up the retries. Dropped
    // records are a fault of their own, which only the keeper can repair. Without that fault, a
    // mapping with retries therefore retries until it succeeds.
    private final StreamRules patient;
    private final String arn;
    private final FunctionHost function;
    private final Queues queues;
    // A mapping takes a while to start. LATEST skips what was written before.
    private final long opened;
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
        this.patient =
                new StreamRules(
                        source.partial(),
                        source.bisect(),
                        source.retries() == 0 ? 0 : -1,
                        source.maxAge(),
                        BACKOFF);
        this.arn = SimulatedStreams.arn(source.table());
        this.function = function;
        this.queues = queues;
        this.opened = world.scheduler().micros() + world.upTo(SLOWEST_OPENING);
        stream.listen(this::wake);
    }

    private void wake() {
        for (Shard shard : stream.shards()) {
            readers.computeIfAbsent(shard, Reader::new).wake(world.upTo(SLOWEST_POLL));
        }
    }

    /// Whether all records have been delivered.
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

    /// One shard and the position in it.
    private final class Reader {
        private final Shard shard;
        private int at;
        private boolean begun;
        private boolean busy;
        private boolean planned;

        Reader(Shard shard) {
            this.shard = shard;
        }

        boolean isDone() {
            return !busy && at >= shard.changes().size();
        }

        void wake(long in) {
            if (!busy && !planned && at < shard.changes().size() && parentIsDone()) {
                planned = true;
                long early = Math.max(0, opened - world.scheduler().micros());
                world.scheduler().after(early + in, this::poll);
            }
        }

        private boolean parentIsDone() {
            return shard.parent() < 0
                    || readers.values().stream()
                            .allMatch(one -> one.shard.number() != shard.parent() || one.isDone());
        }

        private void poll() {
            planned = false;
            begin();
            int max = Math.min(source.batch(), MAX_BATCH);
            int size = Math.min(shard.changes().size() - at, 1 + world.random().nextInt(max));
            List<StreamEntry<Change>> read =
                    shard.changes().subList(at, at + size).stream()
                            .filter(change -> source.eventNames().contains(change.kind()))
                            .map(this::entry)
                            .toList();
            int end = at + size;
            if (read.isEmpty() || world.faultPlan().strikes(Fault.RECORDS_AGED_OUT)) {
                go(end);
                return;
            }
            busy = true;
            take(rules.begin(read, world.scheduler().instant()), end);
        }

        private StreamEntry<Change> entry(Change change) {
            return new StreamEntry<>(
                    SimulatedStreams.number(change), world.instant(change.micros()), change);
        }

        // LATEST skips what was written while the mapping started. A shard from a later split is
        // read from its beginning.
        private void begin() {
            if (!begun && source.latest() && shard.parent() < 0) {
                while (at < shard.changes().size() && shard.changes().get(at).micros() < opened) {
                    at++;
                }
            }
            begun = true;
        }

        private void take(StreamStep<Change> step, int end) {
            step.discardedEntries().forEach(this::report);
            if (step.next().isEmpty()) {
                busy = false;
                settled(end);
                return;
            }
            StreamBatch<Change> batch = step.next().get();
            long pause = batch.pause().toNanos() / 1_000;
            world.scheduler().after(pause == 0 ? 0 : world.upTo(pause), () -> deliver(batch, end));
        }

        private void deliver(StreamBatch<Change> batch, int end) {
            function.invoke(
                    newer -> event(batch.records(), newer),
                    outcome -> take(after(batch, outcome), end));
        }

        private StreamStep<Change> after(StreamBatch<Change> batch, InvocationOutcome outcome) {
            Instant now = world.scheduler().instant();
            if (!world.faultPlan().may(Fault.RECORDS_DROPPED)) {
                return patient.after(batch, outcome, now);
            }
            return !rules.failed(batch, outcome).isEmpty()
                            && world.faultPlan().strikes(Fault.RECORDS_DROPPED)
                    ? rules.discard(batch, now)
                    : rules.after(batch, outcome, now);
        }

        private void report(DiscardedEntries<Change> discardedEntries) {
            world.scheduler().note("records are dropped");
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

        private void settled(int end) {
            if (!shard.isClosed() && world.faultPlan().strikes(Fault.RESHARDED)) {
                stream.split(shard);
            }
            go(
                    world.faultPlan().strikes(Fault.RECORDS_AGAIN)
                            ? end - 1 - world.faultPlan().random().nextInt(Math.min(end, FAR_BACK))
                            : end);
        }

        private void go(int to) {
            at = to;
            StreamFeed.this.wake();
        }
    }
}
