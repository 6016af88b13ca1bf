package dev.fanfold.engine;

import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.JobStore.OwnedJob;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The jobs in some states, newest first.
///
/// Reads pages of each state as they are needed, and merges them.
final class NewestJobs {
    private static final int PAGE_SIZE = 25;
    private final JobStore jobs;
    private final PriorityQueue<JobsInState> byNewest =
            new PriorityQueue<>(Comparator.comparing(JobsInState::newest).reversed());

    NewestJobs(JobStore jobs, Set<State> states) {
        this.jobs = jobs;
        // The states are read in the order of a job's life, so a job that reaches a later state
        // between two reads is found twice rather than missed.
        EnumSet.copyOf(states).forEach(state -> add(new JobsInState(state)));
    }

    /// The jobs. A job that changes its state while the stream is read may appear twice. If it
    /// returns to an earlier state, for a further round or by a redrive, it may be missing.
    Stream<OwnedJob> stream() {
        return Stream.iterate(next(), Optional::isPresent, _ -> next()).flatMap(Optional::stream);
    }

    private Optional<OwnedJob> next() {
        Optional<JobsInState> first = Optional.ofNullable(byNewest.poll());
        return first.map(jobsInState -> {
            OwnedJob ownedJob = jobsInState.page.remove();
            add(jobsInState);
            return ownedJob;
        });
    }

    private void add(JobsInState jobsInState) {
        jobsInState.load();
        if (!jobsInState.page.isEmpty()) {
            byNewest.add(jobsInState);
        }
    }

    /// The remaining jobs of one state.
    private final class JobsInState {
        private final State state;
        private final Deque<OwnedJob> page = new ArrayDeque<>();
        private @Nullable OwnedJob last;
        private boolean isLastPage;

        JobsInState(State state) {
            this.state = state;
        }

        /// The creation time of the newest remaining job. There must be one.
        Instant newest() {
            return page.element().created();
        }

        /// Reads the next page if the jobs of the last one are taken.
        void load() {
            if (page.isEmpty() && !isLastPage) {
                List<OwnedJob> more = jobs.findByState(state, last, PAGE_SIZE);
                isLastPage = more.size() < PAGE_SIZE;
                page.addAll(more);
                last = more.isEmpty() ? last : more.getLast();
            }
        }
    }
}
