package dev.fanfold.api;

import dev.fanfold.messages.Json;
import dev.fanfold.workload.Outputs.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A page of outputs. It is filled in the order of the outputs until one of its limits is reached.
///
/// The limits bound the work for a response and its size, even if the pattern matches few names, if
/// each output is in a manifest of its own, or if names and links are long. A page takes at least
/// one output, so that the next page makes progress.
final class OutputPage {
    /// The maximum number of outputs that one page looks at.
    static final int MAX_SEEN = 10_000;

    /// A page ends when its entries have this many bytes or more. A response of Lambda has at most
    /// 6 MB.
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /// A page ends when its outputs have been read for this time. API Gateway ends a request after
    /// 29 s.
    static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final int limit;
    private final Predicate<Output> filter;
    private final Function<Output, Map<String, Object>> toEntry;
    private final InstantSource clock;
    private final Instant timeLimit;
    private final List<Map<String, Object>> entries = new ArrayList<>();
    private Optional<Output> last = Optional.empty();
    private int seen;
    private long bytes;

    /// @param limit the maximum number of entries
    /// @param filter selects the outputs that are listed
    /// @param toEntry returns the entry of an output
    OutputPage(
            int limit,
            Predicate<Output> filter,
            Function<Output, Map<String, Object>> toEntry,
            InstantSource clock) {
        this.limit = limit;
        this.filter = filter;
        this.toEntry = toEntry;
        this.clock = clock;
        this.timeLimit = clock.instant().plus(MAX_TIME);
    }

    /// Adds the next output, as an entry if the filter selects it. If a limit is reached, adds
    /// nothing and returns false: then the output belongs to the next page.
    boolean add(Output output) {
        if (entries.size() == limit
                || bytes >= MAX_BYTES
                || seen == MAX_SEEN
                || (seen > 0 && isOverTime())) {
            return false;
        }
        seen++;
        last = Optional.of(output);
        if (filter.test(output)) {
            Map<String, Object> members = toEntry.apply(output);
            entries.add(members);
            bytes += Json.write(members).getBytes(StandardCharsets.UTF_8).length;
        }
        return true;
    }

    /// Whether [#MAX_TIME] has passed since the page was created.
    boolean isOverTime() {
        return !clock.instant().isBefore(timeLimit);
    }

    List<Map<String, Object>> entries() {
        return List.copyOf(entries);
    }

    /// The last output that was added, even if the filter did not select it; empty if there is
    /// none.
    Optional<Output> last() {
        return last;
    }
}
