package dev.fanfold.engine.outcome;

import dev.fanfold.engine.plan.Slice;
import java.util.ArrayList;
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

    public static Coverage of(long from, long to, long consumed) {
        return new Coverage(List.of(new Span(from, to)), consumed);
    }

    /// A slice covered as it was cut.
    public static Coverage of(Slice slice) {
        return of(slice.from(), slice.to(), slice.size());
    }

    public Coverage plus(Coverage other) {
        var both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return new Coverage(both, sum(consumed, other.consumed));
    }
}
