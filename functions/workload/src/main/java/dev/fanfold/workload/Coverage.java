package dev.fanfold.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The units that tasks covered.
///
/// @param spans the ranges of units that the tasks covered; touching ranges are joined
/// @param consumed the number of units that the tasks read, counted independently of the spans, or
///   [#UNCOUNTABLE]
public record Coverage(List<Span> spans, long consumed) {
    /// Stands for a number of units that is greater than 2^63 - 1.
    public static final long UNCOUNTABLE = -1;

    public static final Coverage NONE = new Coverage(List.of(), 0);

    public Coverage {
        if (consumed < UNCOUNTABLE) {
            throw new IllegalArgumentException(
                    "a coverage consumes 0 units or more, not " + consumed);
        }
        spans = Span.joined(spans);
    }

    /// The sum of two numbers of units. It is [#UNCOUNTABLE] if it exceeds 2^63 - 1, or if one of
    /// the numbers is [#UNCOUNTABLE]. No plan has that many units, so such a coverage never matches
    /// the plan, and the job fails.
    public static long sum(long left, long right) {
        boolean isCountable = left >= 0 && right >= 0 && left + right >= 0;
        return isCountable ? left + right : UNCOUNTABLE;
    }

    /// The coverage of one reader, for authors of readers.
    ///
    /// @param from the start of the first record of the slice
    /// @param to where the reader stopped, not where its slice ends
    /// @param consumed the number of units read, counted one by one
    public static Coverage of(long from, long to, long consumed) {
        return new Coverage(List.of(new Span(from, to)), consumed);
    }

    /// The coverage of the tasks of both.
    public Coverage plus(Coverage other) {
        var both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return new Coverage(both, sum(consumed, other.consumed));
    }

    /// A range of units `[from, to)` that was covered.
    ///
    /// A task's span starts at the first record of its slice and ends where its reader stopped,
    /// even if the next task starts elsewhere. So the ledger detects gaps and overlaps.
    public record Span(long from, long to) {
        public Span {
            if (from > to) {
                throw new IllegalArgumentException("a span from " + from + " back to " + to);
            }
            if (to - from < 0) {
                throw new IllegalArgumentException(
                        "a span from %d to %d holds more than 2^63 - 1 units".formatted(from, to));
            }
        }

        /// The spans, sorted, with touching spans joined and empty spans removed. Overlapping spans
        /// stay separate, so that the ledger detects the overlap.
        public static List<Span> joined(List<Span> spans) {
            var joined = new ArrayList<Span>();
            for (Span span :
                    spans.stream()
                            .sorted(
                                    Comparator.comparingLong(Span::from)
                                            .thenComparingLong(Span::to))
                            .toList()) {
                if (span.from == span.to) {
                    continue;
                }
                // The size of a joined span must be at most 2^63 - 1.
                if (!joined.isEmpty()
                        && joined.getLast().to == span.from
                        && span.to - joined.getLast().from > 0) {
                    span = new Span(joined.removeLast().from, span.to);
                }
                joined.add(span);
            }
            return List.copyOf(joined);
        }
    }
}
