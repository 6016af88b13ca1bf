package dev.fanfold.engine.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /// The same spans, sorted, with touching ones joined and empty ones left out; overlapping ones
    /// stay apart, so that an overlap is never hidden.
    public static List<Span> joined(List<Span> spans) {
        var joined = new ArrayList<Span>();
        for (Span span :
                spans.stream()
                        .sorted(Comparator.comparingLong(Span::from).thenComparingLong(Span::to))
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
