package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// The list of jobs, in all states and while they change state.
class NewestJobsTest {
    private static final Instant THEN = Instant.parse("2026-11-28T10:00:00Z");

    @RepeatedTest(20)
    void jobsOfAllStatesAreInOneOrder(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var application = new InMemoryApplication(new Squares());
        var made = new ArrayList<Job>();
        for (int i = 0; i < random.nextInt(120); i++) {
            Job job = at(THEN.minusSeconds(random.nextInt(1_000)));
            application.store.create(job);
            if (random.nextBoolean()) {
                application.store.replace(job.cancelled(THEN));
            }
            made.add(job);
        }
        var jobQueries = new JobQueries(application.ports);

        List<Job> found =
                jobQueries.newest(EnumSet.allOf(State.class)).map(JobStatus::job).toList();

        assertThat(found)
                .as("seed %d", run.getCurrentRepetition())
                .extracting(Job::id)
                .containsExactlyInAnyOrderElementsOf(made.stream().map(Job::id).toList());
        assertThat(found)
                .extracting(Job::created)
                .isSortedAccordingTo(Comparator.<Instant>naturalOrder().reversed());
        assertThat(jobQueries.newest(Set.of(State.CANCELLED)))
                .allMatch(jobStatus -> jobStatus.job().state() == State.CANCELLED);
    }

    @Test
    void aJobThatMovesMeanwhileIsListedOnce() {
        Job moves = at(THEN);
        var application = new InMemoryApplication(store -> moving(store, moves), new Squares());
        application.store.create(moves);
        application.store.create(at(THEN.minusSeconds(1)));

        assertThat(new JobQueries(application.ports).newest(EnumSet.allOf(State.class)))
                .extracting(jobStatus -> jobStatus.job().id())
                .hasSize(2)
                .startsWith(moves.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void jobsThatHaveLeftTheStateAreOmitted() {
        Job moves = at(THEN);
        var application = new InMemoryApplication(store -> moving(store, moves), new Squares());
        application.store.create(moves);

        assertThat(new JobQueries(application.ports).newest(Set.of(State.ACCEPTED))).isEmpty();
    }

    @Test
    void noMoreIsReadThanIsAskedFor() {
        var read = new ArrayList<JobId>();
        var application = new InMemoryApplication(store -> noting(store, read), new Squares());
        for (int i = 0; i < 100; i++) {
            application.store.create(at(THEN.minusSeconds(i)));
        }

        assertThat(new JobQueries(application.ports).newest(EnumSet.allOf(State.class)).limit(3))
                .hasSize(3);

        assertThat(read).hasSize(3);
    }

    private static Job at(Instant created) {
        Job sample = Samples.accepted();
        return Job.accepted(sample.id(), sample.request(), sample.input(), created);
    }

    /// A store that cancels a job just after the jobs in its state were listed.
    private static JobStore moving(JobStore store, Job moves) {
        return (JobStore)
                Proxy.newProxyInstance(
                        JobStore.class.getClassLoader(),
                        new Class<?>[] {JobStore.class},
                        (_, method, args) -> {
                            Object answer = invoke(store, method, args);
                            if (method.getName().equals("findByState")
                                    && args[0] == State.ACCEPTED) {
                                store.replace(moves.cancelled(THEN));
                            }
                            return answer;
                        });
    }

    private static JobStore noting(JobStore store, List<JobId> read) {
        return (JobStore)
                Proxy.newProxyInstance(
                        JobStore.class.getClassLoader(),
                        new Class<?>[] {JobStore.class},
                        (_, method, args) -> {
                            if (method.getName().equals("job")) {
                                read.add((JobId) args[0]);
                            }
                            return invoke(store, method, args);
                        });
    }

    private static Object invoke(JobStore store, java.lang.reflect.Method method, Object[] args)
            throws Throwable {
        try {
            return method.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
