package dev.fanfold.engine.job;

import static dev.fanfold.engine.job.State.ACCEPTED;
import static dev.fanfold.engine.job.State.CANCELLED;
import static dev.fanfold.engine.job.State.DISPATCHING;
import static dev.fanfold.engine.job.State.FAILED;
import static dev.fanfold.engine.job.State.FINISHING;
import static dev.fanfold.engine.job.State.PARTIAL;
import static dev.fanfold.engine.job.State.RUNNING;
import static dev.fanfold.engine.job.State.SUCCEEDED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Every way in which a job's state may change. There is no other.
public enum Transition {
    /// The dispatcher planned it.
    PLANNED(DISPATCHING, ACCEPTED),
    /// The dispatcher sent every task.
    SENT(RUNNING, DISPATCHING),
    /// Every task is done or lost, within tolerance.
    FOLDED(FINISHING, RUNNING),
    /// The answer is written, nothing is lost, few enough records are rejected.
    SUCCEED(SUCCEEDED, FINISHING),
    /// The answer is written, without what was lost or with too much rejected.
    SETTLE(PARTIAL, FINISHING),
    /// It cannot end well.
    FAIL(FAILED, ACCEPTED, DISPATCHING, RUNNING, FINISHING),
    /// Somebody cancelled it.
    CANCEL(CANCELLED, ACCEPTED, DISPATCHING, RUNNING, FINISHING),
    /// What was lost is tried again, in a new epoch.
    REDRIVE(RUNNING, PARTIAL, FAILED);

    private final State to;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out, never changed
    private final Set<State> from;

    Transition(State to, State first, State... more) {
        this.to = to;
        this.from = EnumSet.of(first, more);
    }

    public State to() {
        return to;
    }

    public boolean leavesFrom(State state) {
        return from.contains(state);
    }

    /// The table as a Mermaid state diagram; the README holds a copy that a test compares.
    public static String diagram() {
        String arrows =
                Arrays.stream(values())
                        .flatMap(way ->
                                way.from.stream()
                                        .map(from ->
                                                "    %s --> %s: %s"
                                                        .formatted(from, way.to, way.label())))
                        .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> ACCEPTED\n" + arrows + "\n";
    }

    private String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
