package dev.fanfold.simulator;

import java.util.List;
import java.util.stream.Collectors;

/// The report of a run, for the analysis of a violation.
///
/// @param run a run with its trace
public record Story(RunResult run) {
    private static final int MAX_LINES = 120;

    /// The violation, how to reproduce it, and the end of the trace.
    public String text() {
        return text(MAX_LINES);
    }

    /// The same with the whole trace.
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
                        left == 0 ? "" : "  ... " + left + " earlier lines\n",
                        trace.stream().skip(left).collect(Collectors.joining("\n")));
    }
}
