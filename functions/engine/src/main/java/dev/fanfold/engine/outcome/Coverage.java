package dev.fanfold.engine.outcome;

import dev.fanfold.engine.plan.Slice;
import java.util.ArrayList;
import java.util.List;

/// What tasks covered of their input.
///
/// @param spans where they began and where they stopped, touching ones joined
/// @param consumed units they really took in, counted apart from the spans
public record Coverage(List<Span> spans, long consumed) {
    public static final Coverage NONE = new Coverage(List.of(), 0);

    public Coverage {
        spans = Span.joined(spans);
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
        return new Coverage(both, consumed + other.consumed);
    }
}
