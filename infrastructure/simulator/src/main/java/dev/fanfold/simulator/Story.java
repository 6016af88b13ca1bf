package dev.fanfold.simulator;

import java.util.List;
import java.util.stream.Collectors;

/// A run as it is told to whoever has to find out what went wrong.
///
/// @param run with its trace
public record Story(RunResult run) {
    private static final int MAX_LINES = 120;

    /// What went wrong, how to have it again, and the last of what happened before.
    public String text() {
        return text(MAX_LINES);
    }

    /// The same with all that happened.
    public String whole() {
        return text(Integer.MAX_VALUE);
    }

    private String text(int longest) {
        List<String> trace = run.trace();
        int left = Math.max(0, trace.size() - longest);
        return "%s%n  scenario: %s%n  faults: %s%n  jobs: %s%n%s%s"
                .formatted(
                        run.violation().map(Object::toString).orElse("every promise was kept"),
                        run.scenario().text(),
                        run.faults(),
                        run.states(),
                        left == 0 ? "" : "  ... " + left + " lines before\n",
                        trace.stream().skip(left).collect(Collectors.joining("\n")));
    }
}
