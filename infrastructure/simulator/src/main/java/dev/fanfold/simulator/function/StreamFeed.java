package dev.fanfold.simulator.function;

import dev.fanfold.lambda.Failures;
import dev.fanfold.lambda.Outcome;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.simulator.service.Stream;
import dev.fanfold.simulator.service.Stream.Change;
import dev.fanfold.simulator.service.Stream.Shard;
import dev.fanfold.template.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings a table's changes to a function, as an event source mapping does: shard by shard in
/// order, again when it fails, and given up in the end.
public final class StreamFeed {
    // Far fewer than a mapping may take: there is more to go wrong between many small batches.
    private static final int MOST = 40;
    private static final int FAR_BACK = 12;
    private static final long SLOWEST_POLL = 500_000;
    private static final long SLOWEST_OPENING = 20_000_000;
    private static final long LONGEST_PAUSE = 60_000_000;
    private final World world;
    private final Stream stream;
    private final Source.OfStream source;
    private final FunctionHost function;
    private final Queues queues;
    // A mapping takes a while to come up: what was written before is behind LATEST.
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

    /// Whether everything has been handed on.
    public boolean isDone() {
        return readers.values().stream().allMatch(Reader::isDone);
    }

    /// One shard, and how far it has been read.
    private final class Reader {
        private final Shard shard;
        private int at;
        private int failures;
        private int most = most();
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
            int size = Math.min(shard.changes().size() - at, 1 + world.random().nextInt(most));
            List<Change> batch =
                    shard.changes().subList(at, at + size).stream()
                            .filter(change -> source.eventNames().contains(change.kind()))
                            .toList();
            int end = at + size;
            if (batch.isEmpty() || world.faults().strikes(Fault.RECORDS_AGED_OUT)) {
                go(end);
                return;
            }
            busy = true;
            function.invoke(
                    newer -> StreamEvents.event(batch, newer),
                    outcome -> {
                        busy = false;
                        settle(batch, end, outcome);
                    });
        }

        // What is written while the mapping comes up is behind LATEST; a shard that is split off
        // later is read whole.
        private void begin() {
            if (!begun && source.latest() && shard.parent() < 0) {
                while (at < shard.changes().size() && shard.changes().get(at).micros() < opened) {
                    at++;
                }
            }
            begun = true;
        }

        private void settle(List<Change> batch, int end, Outcome outcome) {
            Set<String> all = batch.stream().map(StreamFeed::number).collect(Collectors.toSet());
            Set<String> failed = Failures.of(outcome, source.partial(), all);
            if (failed.isEmpty()) {
                settled(end);
            } else if (++failures > retries()
                    || isTooOld(batch.getFirst())
                    || world.faults().strikes(Fault.RECORDS_DROPPED)) {
                giveUp(end);
            } else {
                tryAgain(batch, failed);
            }
        }

        private void settled(int end) {
            if (!shard.isClosed() && world.faults().strikes(Fault.RESHARDED)) {
                stream.split(shard);
            }
            go(
                    world.faults().strikes(Fault.RECORDS_AGAIN)
                            ? end - 1 - world.faults().random().nextInt(Math.min(end, FAR_BACK))
                            : end);
        }

        private boolean isTooOld(Change oldest) {
            long age = world.scheduler().micros() - oldest.micros();
            return source.maxAge().filter(most -> age > most.toNanos() / 1_000).isPresent();
        }

        private int retries() {
            return source.retries() < 0 ? Integer.MAX_VALUE : source.retries();
        }

        private void giveUp(int end) {
            world.scheduler().note("records are given up");
            source.onFailure().map(queues::named).ifPresent(queue -> tell(queue, end));
            go(end);
        }

        private void tell(Queue queue, int end) {
            queues.add(
                    queue,
                    String.format(
                            Locale.ROOT,
                            "{\"shard\":%d,\"to\":%d,\"failures\":%d}",
                            shard.number(),
                            end,
                            failures),
                    0);
        }

        // From the first that failed; without a name for it half as many, if the mapping bisects.
        private void tryAgain(List<Change> batch, Set<String> failed) {
            Change first =
                    batch.stream()
                            .filter(one -> failed.contains(number(one)))
                            .findFirst()
                            .orElseThrow();
            at = shard.changes().indexOf(first);
            most = source.bisect() ? Math.max(1, batch.size() / 2) : most;
            wake(world.upTo(Math.min(LONGEST_PAUSE, 500_000L << failures)));
        }

        private void go(int to) {
            at = to;
            failures = 0;
            most = most();
            StreamFeed.this.wake();
        }
    }

    private int most() {
        return Math.min(source.batch(), MOST);
    }

    private static String number(Change change) {
        return String.valueOf(change.number());
    }
}
