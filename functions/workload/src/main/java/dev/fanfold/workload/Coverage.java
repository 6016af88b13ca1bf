package dev.fanfold.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What tasks covered of their input.
///
/// @param spans where they began and where they stopped, touching ones joined
/// @param consumed units they really took in, counted apart from the spans; see [#sum]
public record Coverage(List<Span> spans, long consumed) {
    public static final long UNCOUNTABLE = -1;
    public static final Coverage NONE = new Coverage(List.of(), 0);

    public Coverage {
        if (consumed < UNCOUNTABLE) {
            throw new IllegalArgumentException("a coverage that consumed " + consumed + " units");
        }
        spans = Span.joined(spans);
    }

    /// The sum of two numbers of units. Above 2^63 - 1 it is [#UNCOUNTABLE], and so is every sum
    /// with that: no plan is so long, so its coverage does not close.
    public static long sum(long units, long more) {
        boolean countable = units >= 0 && more >= 0 && units + more >= 0;
        return countable ? units + more : UNCOUNTABLE;
    }

    /// What a reader covered, for those who write a reader of their own.
    ///
    /// @param from where the first unit that it owns begins
    /// @param to where it stopped, not where its slice was to end
    /// @param consumed units that it took in, counted one by one
    public static Coverage of(long from, long to, long consumed) {
        return new Coverage(List.of(new Span(from, to)), consumed);
    }

    public Coverage plus(Coverage other) {
        var both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return new Coverage(both, sum(consumed, other.consumed));
    }

    /// Units `[from, to)` that were really covered.
    ///
    /// A task's span starts at the first record that it owns and ends where its parser stopped, not
    /// where its neighbour is expected to begin.
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

        /// The same spans, sorted, with touching ones joined and empty ones left out; overlapping
        /// ones stay apart, so that an overlap is never hidden.
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
                // No span is longer than a long can count.
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
