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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// All allowed transitions between the states of a job.
public enum Transition {
    /// The dispatcher planned the round.
    PLANNED(DISPATCHING, ACCEPTED),
    /// The dispatcher sent every task.
    SENT(RUNNING, DISPATCHING),
    /// Every task is done or lost, and the job tolerates the losses.
    FOLDED(FINISHING, RUNNING),
    /// The answer is written, no task is lost, and no more records are rejected than allowed.
    SUCCEED(SUCCEEDED, FINISHING),
    /// The answer is written, but tasks are lost, or more records are rejected than allowed, or all
    /// records are.
    SUCCEED_IN_PART(PARTIAL, FINISHING),
    /// The finish asked for a further round.
    NEXT_ROUND(ACCEPTED, FINISHING),
    /// The job ends without an answer.
    FAIL(FAILED, ACCEPTED, DISPATCHING, RUNNING, FINISHING),
    /// A caller cancelled the job.
    CANCEL(CANCELLED, ACCEPTED, DISPATCHING, RUNNING, FINISHING),
    /// A caller redrives the job: its lost tasks run again, in a new epoch.
    REDRIVE(RUNNING, PARTIAL, FAILED),
    /// A caller redrives a job whose last round lost no task: the workload starts a further round.
    REDRIVE_ROUND(ACCEPTED, SUCCEEDED, PARTIAL),
    /// A caller redrives a job whose last round was never planned: the round is planned, in a new
    /// epoch.
    REPLAN(ACCEPTED, FAILED);

    private final State to;

    @SuppressWarnings("ImmutableEnumChecker") // not exposed, never changed
    private final Set<State> from;

    Transition(State to, State first, State... more) {
        this.to = to;
        this.from = EnumSet.of(first, more);
    }

    /// The state after the transition.
    public State to() {
        return to;
    }

    /// Whether a job in this state may take the transition.
    public boolean leavesFrom(State state) {
        return from.contains(state);
    }

    /// The table as a Mermaid state diagram.
    ///
    /// The README contains a copy; a test compares the two.
    public static String diagram() {
        String arrows =
                Arrays.stream(values())
                        .flatMap(transition ->
                                transition.from.stream()
                                        .map(from ->
                                                "    %s --> %s: %s"
                                                        .formatted(
                                                                from,
                                                                transition.to,
                                                                transition.label())))
                        .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> ACCEPTED\n" + arrows + "\n";
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
