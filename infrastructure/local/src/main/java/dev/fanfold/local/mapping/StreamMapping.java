package dev.fanfold.local.mapping;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.TableStreams;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.template.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/// Feeds a function from a table's stream: a reader per shard, a child shard after its parent, one
/// batch at a time.
final class StreamMapping implements Mapping {
    /// A stream's reader looks without being told this often, for what was written before it
    /// watched.
    private static final long LOOK_MILLIS = 1000;

    private final Source.OfStream source;
    private final TableStreams streams;
    private final Batches batches;
    private final String streamArn;
    private final Map<String, ShardReader> readers = new HashMap<>();
    private final Semaphore written = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private StreamMapping(
            Source.OfStream source,
            TableStreams streams,
            FunctionPool function,
            Optional<LocalQueue> onFailure) {
        this.source = source;
        this.streams = streams;
        this.streamArn = streams.arnOf(source.table());
        this.batches = new Batches(source, function, streamArn, onFailure);
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
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean found = false;
                for (Shard shard : ready(streams.shards(streamArn))) {
                    found |= readers.computeIfAbsent(shard.shardId(), this::reader).step();
                }
                if (!found) {
                    boolean ignored = written.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    written.drainPermits();
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (!closed) { // else it met its interrupt inside DynamoDB Local, which has words of
                // its own for that
                throw failed;
            }
        }
    }

    private List<Shard> ready(List<Shard> shards) {
        return shards.stream().filter(shard -> isReady(shard, shards)).toList();
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
        return new ShardReader(shard, streamArn, source, streams, batches);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
