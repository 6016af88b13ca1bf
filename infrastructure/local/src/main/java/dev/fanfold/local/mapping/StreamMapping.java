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
/// It has one reader per shard and reads a child shard after its parent. One thread serves all
/// shards, so only one batch is delivered at a time. On AWS, shards are processed in parallel.
final class StreamMapping implements Mapping {
    /// The interval of reads if no write is reported.
    ///
    /// These reads find records of writes that are not reported: see [TableStreams#watch].
    private static final long POLL_MILLIS = 1000;

    /// The interval at which the shards are listed again. A shard lives for hours.
    private static final long LIST_SHARDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// The pause after a read that found records, but less than a batch.
    ///
    /// The next read then finds more records. After a read without records there is no such pause:
    /// the next write is read immediately. AWS polls every 250 ms.
    private static final long FILL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long ERROR_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Source.OfStream source;
    private final FunctionPool function;
    private final TableStreams streams;
    private final StreamDelivery streamDelivery;
    private final String streamArn;
    private final Map<String, ShardReader> readers = new HashMap<>();
    private final Semaphore newWrites = new Semaphore(0);
    private final Thread thread;
    private List<Shard> shards = List.of();
    private long listedAt;
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
        streams.watch(mapping::onWrite);
        mapping.thread.start();
        return mapping;
    }

    private void onWrite() {
        if (newWrites.availablePermits() == 0) {
            newWrites.release();
        }
    }

    private void read() {
        while (!closed) {
            try {
                int found = readShards();
                if (found == 0) {
                    boolean ignored = newWrites.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    newWrites.drainPermits();
                } else if (found < source.batch()) {
                    LockSupport.parkNanos(FILL_PAUSE_NANOS);
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failed) { // after any error the next records must be read
                // During close, DynamoDB Local reports the interrupt with exceptions of its own.
                if (!closed) {
                    function.log(source.id() + ": " + failed);
                    LockSupport.parkNanos(ERROR_PAUSE_NANOS);
                }
            }
        }
    }

    /// @return the number of records read
    private int readShards() throws InterruptedException {
        long now = System.nanoTime();
        if (shards.isEmpty() || now - listedAt > LIST_SHARDS_NANOS) {
            shards = streams.shards(streamArn);
            listedAt = now;
        }
        int found = 0;
        for (Shard shard : shards) {
            if (isReady(shard)) {
                found += readers.computeIfAbsent(shard.shardId(), this::createReader).step();
            }
        }
        return found;
    }

    // A shard must be read if it is not done, and if its parent is done or not listed.
    private boolean isReady(Shard shard) {
        ShardReader reader = readers.get(shard.shardId());
        ShardReader parent = readers.get(shard.parentShardId());
        boolean parentListed =
                shards.stream().anyMatch(other -> other.shardId().equals(shard.parentShardId()));
        return (reader == null || !reader.isDone())
                && (!parentListed || (parent != null && parent.isDone()));
    }

    private ShardReader createReader(String shard) {
        return new ShardReader(
                shard,
                streamArn,
                source,
                function.faultInjector().withReplays(streams),
                streamDelivery);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
