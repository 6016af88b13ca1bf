package dev.fanfold.local.mapping;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.TableStreams;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.template.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// Feeds a function from a table's stream.
///
/// It has one reader per shard, reads a child shard after its parent, and delivers one batch at a
/// time.
final class StreamMapping implements Mapping {
    /// The interval of reads without a notification.
    ///
    /// They find records that were written before the mapping started to watch.
    private static final long LOOK_MILLIS = 1000;

    /// The interval of looking for new shards. A shard lives for hours.
    private static final long LIST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// The pause after a read that found less than a batch.
    ///
    /// The next read then finds more. A single record is still read immediately. AWS takes 250 ms.
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Source.OfStream source;
    private final FunctionPool function;
    private final TableStreams streams;
    private final StreamDelivery streamDelivery;
    private final String streamArn;
    private final Map<String, ShardReader> readers = new HashMap<>();
    private final Semaphore written = new Semaphore(0);
    private final Thread thread;
    private List<Shard> shards = List.of();
    private long listed;
    private volatile boolean closed;

    private StreamMapping(
            Source.OfStream source,
            TableStreams streams,
            FunctionPool function,
            Optional<LocalQueue> onFailure) {
        this.source = source;
        this.function = function;
        this.streams = streams;
        this.streamArn = streams.arnOf(source.table());
        this.streamDelivery =
                new StreamDelivery(
                        StreamDelivery.rules(source),
                        function,
                        streamArn,
                        failure -> onFailure.ifPresent(queue -> queue.send(failure)));
        this.thread =
                Thread.ofPlatform().daemon().name("read " + source.id()).unstarted(this::read);
    }

    static Mapping start(
            Source.OfStream source,
            TableStreams streams,
            FunctionPool function,
            Optional<LocalQueue> onFailure) {
        StreamMapping mapping = new StreamMapping(source, streams, function, onFailure);
        streams.watch(mapping::wake);
        mapping.thread.start();
        return mapping;
    }

    private void wake() {
        if (written.availablePermits() == 0) {
            written.release();
        }
    }

    private void read() {
        while (!closed) {
            try {
                int found = step();
                if (found == 0) {
                    boolean ignored = written.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    written.drainPermits();
                } else if (found < source.batch()) {
                    LockSupport.parkNanos(PACE_NANOS);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failed) { // after any error the next records must be read
                // During close, DynamoDB Local reports the interrupt with exceptions of its own.
                if (!closed) {
                    function.say(source.id() + ": " + failed);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private int step() throws InterruptedException {
        long now = System.nanoTime();
        if (shards.isEmpty() || now - listed > LIST_NANOS) {
            shards = streams.shards(streamArn);
            listed = now;
        }
        int found = 0;
        for (Shard shard : shards) {
            if (isReady(shard, shards)) {
                found += readers.computeIfAbsent(shard.shardId(), this::reader).step();
            }
        }
        return found;
    }

    private boolean isReady(Shard shard, List<Shard> all) {
        ShardReader own = readers.get(shard.shardId());
        ShardReader parent = readers.get(shard.parentShardId());
        boolean parentListed =
                all.stream().anyMatch(other -> other.shardId().equals(shard.parentShardId()));
        return (own == null || !own.isDone())
                && (!parentListed || (parent != null && parent.isDone()));
    }

    private ShardReader reader(String shard) {
        return new ShardReader(
                shard, streamArn, source, function.faults().replaying(streams), streamDelivery);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
