package dev.fanfold.workload.read;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Rejection;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The records of a task's slice, read once, one after the other, in bounded memory.
///
/// The reader counts the records that it returns, and [#worked(Object)] adds these counts to the
/// task's result. A task that stops before the end of its slice does not cover it, so its job fails
/// instead of answering without the rest. [Lines], [JsonLines], [DelimitedRows] and [FixedRecords]
/// create readers.
///
/// ```java
/// try (var lines = Lines.of(task)) {
///     long length = 0;
///     for (String line : lines) {
///         length += line.length();
///     }
///     return lines.worked(length);
/// }
/// ```
///
/// Errors of the source are thrown as [UncheckedIOException]; the task is then retried.
///
/// @param <R> a record
public final class SliceReader<R> implements Iterable<R>, AutoCloseable {
    private final String object;
    private final Cut cut;
    private final Decoder<R> decoder;
    private final @Nullable Slice items;
    private final List<Rejection> rejections = new ArrayList<>();
    private @Nullable R ahead;
    private boolean ended;
    private boolean closed;
    private long start;
    private long covered;
    private long consumed;
    private long read;
    private long rejected;
    private boolean givenIsRejected;

    /// @param object the object's name in messages
    /// @param items the slice, if its unit is the record and not the byte
    SliceReader(String object, Cut cut, Decoder<R> decoder, @Nullable Slice items) {
        this.object = object;
        this.cut = cut;
        this.decoder = decoder;
        this.items = items;
        this.start = cut.first();
        this.covered = cut.first();
    }

    /// The remaining records, in order.
    @Override
    public Iterator<R> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return peek() != null;
            }

            @Override
            public R next() {
                return give();
            }
        };
    }

    /// The remaining records, in order.
    public Stream<R> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /// Where the last returned record starts in the object, in bytes.
    public long offset() {
        return start;
    }

    /// Rejects the last returned record. It is counted as rejected, and the job's ledger lists the
    /// first rejections. Another call for the same record, for another of its values, only adds to
    /// the list.
    ///
    /// @param reason the error, naming the value
    public void reject(String reason) {
        rejected += givenIsRejected ? 0 : 1;
        givenIsRejected = true;
        list(start, reason);
    }

    /// The task's result: this partial result, with the coverage of the returned records.
    public <P> TaskResult<P> worked(P partial) {
        Slice slice = items;
        return new TaskResult<>(
                partial,
                slice == null
                        ? Coverage.of(cut.first(), covered, consumed)
                        : Coverage.of(slice.from(), slice.from() + read, read),
                new Records(read, rejected, rejections));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        cut.close();
    }

    private R give() {
        R record = peek();
        if (record == null) {
            throw new NoSuchElementException("the slice has no more records");
        }
        ahead = null;
        givenIsRejected = false;
        read++;
        start = cut.start();
        cover();
        return record;
    }

    // Counts only skipped and rejected records. The record ahead is counted when it is returned.
    private @Nullable R peek() {
        while (ahead == null && !ended) {
            if (!advance()) {
                ended = true;
                cover();
                break;
            }
            switch (decoder.decode(cut)) {
                case Decoder.Decoded.Read<R> record -> ahead = record.value();
                case Decoder.Decoded.Blank<R> _ -> cover();
                case Decoder.Decoded.Rejected<R> unusable -> {
                    read++;
                    rejected++;
                    list(cut.start(), unusable.reason());
                    cover();
                }
            }
        }
        return ahead;
    }

    private boolean advance() {
        if (closed) {
            throw new IllegalStateException("the reader is closed: read within its try block");
        }
        try {
            return cut.next();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: %s".formatted(object, e.getMessage()), e);
        }
    }

    private void cover() {
        covered = cut.position();
        consumed = cut.consumed();
    }

    private void list(long at, String reason) {
        if (rejections.size() < Records.SHOWN) {
            rejections.add(new Rejection(object, at, reason));
        }
    }
}
