package dev.fanfold.workload.read;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejections;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The records of a task's slice, read once, one after the other, in bounded memory.
///
/// The reader counts the records that it returns, and [#worked(Object)] makes a result with these
/// counts. If a task stops before the end of its slice, the result does not cover the whole slice,
/// so the job cannot succeed. [Lines], [JsonLines], [DelimitedRows] and [FixedRecords] create
/// readers.
///
/// The reader writes all rejected records to an output of the task, [Task#REJECTS].
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
/// If the source fails, reading throws [UncheckedIOException]. Let the task throw it, so that the
/// task is retried.
///
/// @param <R> the type of a record
public final class SliceReader<R> implements Iterable<R>, AutoCloseable {
    private final String object;
    private final Cut cut;
    private final Decoder<R> decoder;
    private final @Nullable Slice items;
    private final Rejections rejections;
    // The next record, which was decoded but not returned yet.
    private @Nullable R nextRecord;
    private boolean hasEnded;
    private boolean isClosed;
    // The offset in the object at which the last returned record starts.
    private long start;
    // The end of the coverage: the offset at which the record after the last counted one starts.
    private long coveredTo;
    private long consumed;
    private long read;
    private long rejected;
    private boolean isLastRejected;
    private boolean hasReturned;
    // Whether the cut is still at the last returned record. If not, the record is in `kept`.
    private boolean isAtReturned;
    private byte[] kept = new byte[0];
    private int keptLength;

    /// @param object the object's name, for messages and rejections
    /// @param items the task's slice in a plan of items, null in a plan of bytes
    SliceReader(Task task, String object, Cut cut, Decoder<R> decoder, @Nullable Slice items) {
        this.object = object;
        this.rejections = new Rejections(task, object);
        this.cut = cut;
        this.decoder = decoder;
        this.items = items;
        this.start = cut.first();
        this.coveredTo = cut.first();
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
                return takeNext();
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

    /// The offset in the object, in bytes, at which the last returned record starts. Before the
    /// first record is returned, it is the offset of the first record of the slice.
    public long offset() {
        return start;
    }

    /// Rejects the last returned record, because it or one of its values cannot be used. The record
    /// counts as rejected once, even if this method is called for several of its values. The job's
    /// ledger lists the first rejections, and the output [Task#REJECTS] all of them.
    ///
    /// @param reason the error, naming the value
    /// @throws IllegalStateException if no record was returned yet, or if [#worked] or [#close] was
    ///   called
    /// @throws UncheckedIOException if the output cannot be written
    public void reject(String reason) {
        if (!hasReturned) {
            throw new IllegalStateException("no record was read yet that could be rejected");
        }
        rejected += isLastRejected ? 0 : 1;
        isLastRejected = true;
        if (isAtReturned) {
            addRejection(start, reason, cut.bytes(), cut.textFrom(), cut.to());
        } else {
            addRejection(start, reason, kept, 0, keptLength);
        }
    }

    /// The task's result: this partial result, with the coverage and the counts of the records that
    /// the reader returned or rejected. Completes the output of the rejected records, so no record
    /// can be rejected afterwards.
    ///
    /// @throws UncheckedIOException if the output cannot be stored
    public <P> TaskResult<P> worked(P partial) {
        try {
            rejections.close();
        } catch (IOException e) {
            throw unwritten(e);
        }
        Slice slice = items;
        return new TaskResult<>(
                partial,
                slice == null
                        ? Coverage.of(cut.first(), coveredTo, consumed)
                        : Coverage.of(slice.from(), slice.from() + read, read),
                new Records(read, rejected, rejections.first()));
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        try (cut) {
            rejections.close();
        }
    }

    private R takeNext() {
        R record = peek();
        if (record == null) {
            throw new NoSuchElementException("the slice has no more records");
        }
        nextRecord = null;
        hasReturned = true;
        isAtReturned = true;
        isLastRejected = false;
        read++;
        start = cut.start();
        updateCoverage();
        return record;
    }

    // The next record, or null at the end. Counts the blank and rejected records before it; the
    // record itself is counted when it is returned.
    private @Nullable R peek() {
        while (nextRecord == null && !hasEnded) {
            if (!advance()) {
                hasEnded = true;
                updateCoverage();
                break;
            }
            switch (decoder.decode(cut)) {
                case Decoder.Decoded.Read<R> record -> nextRecord = record.value();
                case Decoder.Decoded.Blank<R> _ -> updateCoverage();
                case Decoder.Decoded.Rejected<R> unusable -> {
                    read++;
                    rejected++;
                    addRejection(
                            cut.start(), unusable.reason(), cut.bytes(), cut.textFrom(), cut.to());
                    updateCoverage();
                }
            }
        }
        return nextRecord;
    }

    private boolean advance() {
        if (isClosed) {
            throw new IllegalStateException("the reader is closed: read within its try block");
        }
        keepReturned();
        try {
            return cut.next();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: %s".formatted(object, e.getMessage()), e);
        }
    }

    private void updateCoverage() {
        coveredTo = cut.position();
        consumed = cut.consumed();
    }

    // The record may still be rejected, and the cut reuses its buffer.
    private void keepReturned() {
        if (isAtReturned) {
            isAtReturned = false;
            int from = cut.textFrom();
            keptLength = cut.to() - from;
            if (keptLength > kept.length) {
                kept = new byte[Math.max(keptLength, 2 * kept.length)];
            }
            System.arraycopy(cut.bytes(), from, kept, 0, keptLength);
        }
    }

    private void addRejection(long offset, String reason, byte[] bytes, int from, int to) {
        try {
            rejections.add(offset, reason, bytes, from, to);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private UncheckedIOException unwritten(IOException cause) {
        return new UncheckedIOException(
                "the rejected records of %s cannot be written: %s"
                        .formatted(object, cause.getMessage()),
                cause);
    }
}
