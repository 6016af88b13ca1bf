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
/// It merges pages of each state as they are needed.
final class NewestJobs {
    private static final int PAGE = 25;
    private final JobStore jobs;
    private final PriorityQueue<Pages> pages =
            new PriorityQueue<>(Comparator.comparing(Pages::newest).reversed());

    NewestJobs(JobStore jobs, Set<State> states) {
        this.jobs = jobs;
        // In the order of a job's life, so that a job that changes state while we read is not
        // missed.
        EnumSet.copyOf(states).forEach(state -> add(new Pages(state)));
    }

    /// The jobs. A job that changes state while this is read may appear twice.
    Stream<OwnedJob> stream() {
        return Stream.iterate(next(), Optional::isPresent, _ -> next()).flatMap(Optional::stream);
    }

    private Optional<OwnedJob> next() {
        Optional<Pages> first = Optional.ofNullable(pages.poll());
        return first.map(of -> {
            OwnedJob ownedJob = of.page.remove();
            add(of);
            return ownedJob;
        });
    }

    private void add(Pages of) {
        of.load();
        if (!of.page.isEmpty()) {
            pages.add(of);
        }
    }

    /// The remaining jobs of one state.
    private final class Pages {
        private final State state;
        private final Deque<OwnedJob> page = new ArrayDeque<>();
        private @Nullable OwnedJob last;
        private boolean isLast;

        Pages(State state) {
            this.state = state;
        }

        Instant newest() {
            return page.element().created();
        }

        void load() {
            if (page.isEmpty() && !isLast) {
                List<OwnedJob> more = jobs.findByState(state, last, PAGE);
                isLast = more.size() < PAGE;
                page.addAll(more);
                last = more.isEmpty() ? last : more.getLast();
            }
        }
    }
}
