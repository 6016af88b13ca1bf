package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Walks every arrow of the transition table through the front doors.
///
/// The test fails if no walk takes an arrow, or if a move is not in the table.
class TransitionsTest {
    private final List<String> visited = new ArrayList<>();
    private final Squares squares = new Squares();
    private final Rounds rounds = new Rounds();
    private final Mending mending = new Mending();
    private final InMemoryApplication application =
            new InMemoryApplication(Watched::new, squares, rounds, mending);

    @Test
    void everyTransitionIsWalkedAndNoOther() {
        succeed();
        partialAndRedriven();
        failedAndRedriven();
        nextRoundAndReplanned();
        redrivenInAFurtherRound();
        failWhereverItIsOpen();
        cancelWhereverItIsOpen();

        var table = new TreeSet<String>();
        for (Transition way : Transition.values()) {
            Arrays.stream(State.values())
                    .filter(way::leavesFrom)
                    .forEach(from -> table.add(from + " -> " + way.to()));
        }
        assertThat(new TreeSet<>(visited)).isEqualTo(table);
    }

    @Test
    void theReadmesDiagramIsGeneratedFromTheTable() throws IOException {
        assertThat(Files.readString(Path.of("../../README.md")))
                .contains("```mermaid\n" + Transition.diagram() + "```");
    }

    @Test
    void aMoveThatIsNotInTheTableIsRefused() {
        Job job = application.dispatcher.submit(Squares.request(1, "0", 1)).job();

        assertThatThrownBy(() -> job.folded(Instant.EPOCH))
                .hasMessageContaining("is ACCEPTED, and FOLDED does not leave from there");
    }

    private void succeed() {
        assertThat(application.run(submit("0")).state()).isEqualTo(State.SUCCEEDED);
    }

    private void partialAndRedriven() {
        loseTask0();
        JobId id = submit("1");
        application.run(id);
        squares.before(_ -> {});
        application.dispatcher.redrive(id);
        application.run(id);
    }

    private void failedAndRedriven() {
        loseTask0();
        JobId id = submit("0");
        application.run(id);
        squares.before(_ -> {});
        application.dispatcher.redrive(id);
        application.run(id);
    }

    private void nextRoundAndReplanned() {
        rounds.planning(
                job -> job.round().number() == 1 ? new InvalidInputException("not yet") : null);
        JobId id = application.dispatcher.submit(Rounds.request(2, "0", 1_000)).job().id();
        application.run(id);
        rounds.planning(_ -> null);
        application.dispatcher.redrive(id);
        application.run(id);
    }

    private void redrivenInAFurtherRound() {
        mending.broken.add(1L);
        for (String reject : List.of("100%", "0")) {
            JobId id =
                    application
                            .dispatcher
                            .submit(Mending.request(4, reject, "0", 1_000))
                            .job()
                            .id();
            application.run(id);
            application.dispatcher.redrive(id);
            application.run(id);
        }
    }

    private void failWhereverItIsOpen() {
        for (State state :
                List.of(State.ACCEPTED, State.DISPATCHING, State.RUNNING, State.FINISHING)) {
            JobId id = bring(state);
            application.clock.pass(java.time.Duration.ofHours(2));
            application.keep();
            assertThat(application.job(id).error())
                    .as(state.name())
                    .extracting(Reason::kind)
                    .isEqualTo(Reason.Kind.DEADLINE);
        }
    }

    private void cancelWhereverItIsOpen() {
        for (State state :
                List.of(State.ACCEPTED, State.DISPATCHING, State.RUNNING, State.FINISHING)) {
            assertThat(application.dispatcher.cancel(bring(state))).as(state.name()).isTrue();
        }
    }

    private JobId bring(State state) {
        JobId id = submit("0");
        Arrival arrival = application.dispatchQueue.take().orElseThrow();
        if (state != State.ACCEPTED) {
            // Without time to send, the job is planned and stays in that state.
            application.dispatcher.dispatch(arrival, () -> java.time.Duration.ofSeconds(1));
        }
        if (state == State.RUNNING || state == State.FINISHING) {
            application.dispatch();
        }
        if (state == State.FINISHING) {
            application.work();
            application.fold();
        }
        application.dispatchQueue.take();
        assertThat(application.job(id).state()).isEqualTo(state);
        return id;
    }

    private void loseTask0() {
        squares.before(task -> {
            if (task.index() == 0) {
                throw new PermanentFailureException("closed");
            }
        });
    }

    private JobId submit(String tolerate) {
        return application.dispatcher.submitAgain(Squares.request(4, tolerate, 2)).job().id();
    }

    /// A store that records every change of state that is written.
    private final class Watched implements JobStore {
        private final JobStore store;

        Watched(JobStore store) {
            this.store = store;
        }

        @Override
        public boolean replace(Job job) {
            State before = store.job(job.id()).orElseThrow().state();
            boolean written = store.replace(job);
            if (written && before != job.state()) {
                visited.add(before + " -> " + job.state());
            }
            return written;
        }

        @Override
        public boolean create(Job job) {
            return store.create(job);
        }

        @Override
        public List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max) {
            return store.findByOwner(owner, after, max);
        }

        @Override
        public List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max) {
            return store.findByState(state, after, max);
        }

        @Override
        public Optional<Job> job(JobId id) {
            return store.job(id);
        }

        @Override
        public boolean create(Accumulator accumulator) {
            return store.create(accumulator);
        }

        @Override
        public Optional<Accumulator> accumulator(JobId id, int round) {
            return store.accumulator(id, round);
        }

        @Override
        public boolean replace(Accumulator accumulator) {
            return store.replace(accumulator);
        }

        @Override
        public Optional<StepHolder> hold(String step, StepHolder holder) {
            return store.hold(step, holder);
        }

        @Override
        public Stream<StalledJob> findOpen(Instant from, Instant before) {
            return store.findOpen(from, before);
        }
    }
}
