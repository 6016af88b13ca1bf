package dev.fanfold.workload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How many records were read, and how many of them were rejected.
///
/// A record is rejected if it, or one of its values, could not be used. It counts once even if
/// several of its values are rejected, because the job option `reject` is compared with the number
/// of records.
///
/// @param read the number of records read, including rejected records; at most 2^63 - 1, which
///   stands for larger numbers too
/// @param rejected the number of records rejected, at most `read`
/// @param first the first [#SHOWN] rejections, ordered by object and offset; a record has one
///   rejection for each of its rejected values
public record Records(long read, long rejected, List<Rejection> first) {
    /// The maximum number of rejections that are kept.
    public static final int SHOWN = 5;

    public static final Records NONE = new Records(0, 0, List.of());

    /// @throws IllegalArgumentException if more records are rejected than read
    public Records {
        if (rejected < 0 || rejected > read) {
            throw new IllegalArgumentException(
                    "%d of %d records rejected: count each record once, and rejected ones as read"
                            .formatted(rejected, read));
        }
        first = first.stream().sorted().limit(SHOWN).toList();
    }

    /// So many records, none of them rejected.
    public static Records read(long read) {
        return new Records(read, 0, List.of());
    }

    /// The counts of both together.
    public Records plus(Records other) {
        return new Records(
                cappedSum(read, other.read),
                cappedSum(rejected, other.rejected),
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    private static long cappedSum(long left, long right) {
        return left + right < 0 ? Long.MAX_VALUE : left + right;
    }

    /// One record, or one value of a record, that could not be used.
    ///
    /// @param object the name of the input object that contains the record
    /// @param offset the offset in bytes at which the record starts in the object
    /// @param reason the error, naming the value; a text longer than [#MAX_REASON] is cut
    public record Rejection(String object, long offset, String reason)
            implements Comparable<Rejection> {
        /// The maximum length of a reason in UTF-16 characters. A cut reason ends in an ellipsis.
        public static final int MAX_REASON = 500;

        private static final String ELLIPSIS = "…";
        private static final Comparator<Rejection> ORDER =
                Comparator.comparing(Rejection::object)
                        .thenComparingLong(Rejection::offset)
                        .thenComparing(Rejection::reason);

        public Rejection {
            reason = shortened(wellFormed(reason));
        }

        // The conversion replaces unpaired surrogates, which UTF-8 cannot represent, with U+FFFD.
        private static String wellFormed(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        }

        private static String shortened(String text) {
            if (text.length() <= MAX_REASON) {
                return text;
            }
            int end = MAX_REASON - ELLIPSIS.length();
            end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
            return text.substring(0, end) + ELLIPSIS;
        }

        /// The place and the reason as one text.
        public String text() {
            return "%s at byte %d: %s".formatted(object, offset, reason);
        }

        @Override
        public int compareTo(Rejection other) {
            return ORDER.compare(this, other);
        }
    }

    /// Collects the rejections of one reader of a task: keeps the first ones for the ledger, and
    /// writes all of them to an output, [Task#REJECTS]. The readers of this project use it. A
    /// workload that reads its input without them can use it in the same way.
    ///
    /// The output is created by the first rejection. It is JSON Lines in UTF-8, and no line is
    /// longer than the readers accept. Each rejection is an object with these members:
    ///
    /// - `object`, `offset` and `reason`, as in [Rejection];
    /// - `record`, the text of the record; or, if its bytes are not UTF-8, `base64`, its bytes in
    ///   base64;
    /// - `cut`, which is `true` if the record is too long for the line, and is missing otherwise.
    ///   The line then has the beginning of the record.
    public static final class Rejections implements Closeable {
        private final Task task;
        private final String object;
        private final String name;
        private final List<Rejection> first = new ArrayList<>();
        private @Nullable RejectLines lines;
        private boolean isClosed;

        /// @param object the name of the input object
        public Rejections(Task task, String object) {
            this.task = task;
            this.object = object;
            this.name = task.nextRejects();
        }

        /// Adds a rejection of the record whose bytes are `[from, to)`. Rejections are written in
        /// the order in which they are added.
        ///
        /// @param offset the offset in bytes at which the record starts in the object
        /// @param reason the error, naming the value
        /// @throws IllegalStateException if this is closed
        public void add(long offset, String reason, byte[] record, int from, int to)
                throws IOException {
            if (isClosed) {
                throw new IllegalStateException(
                        "a record was rejected after %s was closed: reject it before the task's result is made"
                                .formatted(name));
            }
            var rejection = new Rejection(object, offset, reason);
            keepFirst(rejection);
            lines().write(offset, rejection.reason(), record, from, to);
        }

        // Keeps the least rejections and not the first added ones. Then the merged rejections do
        // not depend on how the object is cut into slices.
        private void keepFirst(Rejection rejection) {
            if (first.size() < SHOWN || rejection.compareTo(first.getLast()) < 0) {
                first.add(rejection);
                first.sort(null);
                first.subList(Math.min(first.size(), SHOWN), first.size()).clear();
            }
        }

        private RejectLines lines() throws IOException {
            if (lines == null) {
                lines = new RejectLines(task.output(name), object);
            }
            return lines;
        }

        /// The first rejections, ordered by offset, for [Records#first].
        public List<Rejection> first() {
            return List.copyOf(first);
        }

        /// Completes the output, if there is one. Afterwards nothing can be added.
        @Override
        public void close() throws IOException {
            isClosed = true;
            if (lines != null) {
                lines.close();
            }
        }
    }
}
