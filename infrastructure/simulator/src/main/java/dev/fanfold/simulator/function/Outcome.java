package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an invocation ended.
sealed interface Outcome {
    /// It answered.
    record Returned(@Nullable Object answer) implements Outcome {}

    /// It threw; the environment lives on.
    record Threw(Throwable what) implements Outcome {}

    /// Its environment died.
    record Died() implements Outcome {}

    /// Which items of a batch come back, as Lambda reads an answer: an item it does not know means
    /// all of them, and without ReportBatchItemFailures what returns has done all.
    default Set<String> failed(Set<String> all, boolean partial) {
        if (!(this instanceof Returned(var answer))) {
            return all;
        }
        Set<String> named = partial ? new LinkedHashSet<>(ids(answer)) : Set.of();
        return all.containsAll(named) ? named : all;
    }

    private static List<String> ids(@Nullable Object answer) {
        return switch (answer) {
            case SQSBatchResponse queue ->
                    queue.getBatchItemFailures().stream()
                            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                            .toList();
            case StreamsEventResponse stream ->
                    stream.getBatchItemFailures().stream()
                            .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                            .toList();
            case null -> List.of();
            default -> throw new IllegalStateException("no answer of ours: " + answer);
        };
    }
}
