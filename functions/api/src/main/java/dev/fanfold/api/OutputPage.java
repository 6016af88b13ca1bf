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
/// The limits bound the work and the size of a response, also if the pattern matches few names, if
/// each output needs a manifest of its own, or if names and links are long.
final class OutputPage {
    /// The maximum number of outputs that one page looks at.
    static final int MAX_SEEN = 10_000;

    /// A page ends when its entries have this many bytes. A response of Lambda has at most 6 MB.
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /// How long outputs are read. A request has 29 s.
    static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final int limit;
    private final Predicate<Output> filter;
    private final Function<Output, Map<String, Object>> entry;
    private final InstantSource clock;
    private final Instant end;
    private final List<Map<String, Object>> entries = new ArrayList<>();
    private Optional<Output> last = Optional.empty();
    private int seen;
    private long bytes;

    /// @param limit the maximum number of entries
    /// @param filter selects the outputs that are listed
    /// @param entry returns the entry of an output
    OutputPage(
            int limit,
            Predicate<Output> filter,
            Function<Output, Map<String, Object>> entry,
            InstantSource clock) {
        this.limit = limit;
        this.filter = filter;
        this.entry = entry;
        this.clock = clock;
        this.end = clock.instant().plus(MAX_TIME);
    }

    /// Takes the next output, if it fits. Returns whether it belongs to the next page.
    boolean isBeyond(Output output) {
        if (entries.size() == limit
                || bytes >= MAX_BYTES
                || seen == MAX_SEEN
                || (seen > 0 && isOverTime())) {
            return true;
        }
        seen++;
        last = Optional.of(output);
        if (filter.test(output)) {
            Map<String, Object> members = entry.apply(output);
            entries.add(members);
            bytes += Json.write(members).getBytes(StandardCharsets.UTF_8).length;
        }
        return false;
    }

    boolean isOverTime() {
        return !clock.instant().isBefore(end);
    }

    List<Map<String, Object>> entries() {
        return List.copyOf(entries);
    }

    /// The last output that the page looked at; empty if there is none.
    Optional<Output> last() {
        return last;
    }
}
