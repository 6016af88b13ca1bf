package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides by Lambda's rules which items of a batch failed.
///
/// If the handler throws or its environment dies, all items fail. If the handler returns and the
/// mapping does not declare ReportBatchItemFailures, no item fails. If the mapping declares it, the
/// items that the response names fail. A null response, or one without names, means that no item
/// fails. If the response names an unknown item, or is not a batch response, all items fail.
public final class BatchFailures {
    private BatchFailures() {}

    /// The ids of the items that failed.
    ///
    /// @param partial whether the mapping declares ReportBatchItemFailures
    /// @param all the ids of all items of the batch
    public static Set<String> of(InvocationOutcome outcome, boolean partial, Set<String> all) {
        return switch (outcome) {
            case InvocationOutcome.Threw ignored -> all;
            case InvocationOutcome.Died ignored -> all;
            case InvocationOutcome.Returned ignored when !partial -> Set.of();
            case InvocationOutcome.Returned returned -> failedItems(returned.response(), all);
        };
    }

    private static Set<String> failedItems(@Nullable Object response, Set<String> all) {
        List<?> named =
                switch (response) {
                    case null -> List.of();
                    case SQSBatchResponse queue -> ids(queue);
                    case StreamsEventResponse stream -> ids(stream);
                    case Map<?, ?> map -> ids(map);
                    default -> List.of("not a batch response"); // an unknown id
                };
        Set<String> failed = new HashSet<>();
        for (Object item : named) {
            if (!(item instanceof String id) || !all.contains(id)) {
                return all;
            }
            failed.add(id);
        }
        return failed;
    }

    private static List<?> ids(SQSBatchResponse response) {
        return response.getBatchItemFailures() == null
                ? List.of()
                : response.getBatchItemFailures().stream()
                        .map(item -> item == null ? "" : orEmpty(item.getItemIdentifier()))
                        .toList();
    }

    private static String orEmpty(@Nullable String id) {
        return id == null ? "" : id;
    }

    private static List<?> ids(StreamsEventResponse response) {
        return response.getBatchItemFailures() == null
                ? List.of()
                : response.getBatchItemFailures().stream()
                        .map(item -> item == null ? "" : orEmpty(item.getItemIdentifier()))
                        .toList();
    }

    private static List<?> ids(Map<?, ?> response) {
        return switch (response.get("batchItemFailures")) {
            case null -> List.of();
            case List<?> items ->
                    items.stream()
                            .map(item ->
                                    item instanceof Map<?, ?> map
                                            ? Objects.requireNonNullElse(
                                                    map.get("itemIdentifier"), "")
                                            : "")
                            .toList();
            default -> List.of("");
        };
    }
}
