package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The progress of a job in items never goes back, over all rounds, and ends with all items.
class ItemProgressTest {
    private static final Pattern WORDS =
            Pattern.compile(
                    "(\\d+) of (\\d+) items(?:, (\\d+) failed)?(?:, (\\d+) waits? for a retry or (?:their|its) turn)?");
    private static final Duration PAUSE = Duration.ofMinutes(3); // longer than the worker's time

    private final Shaky workload = new Shaky();
    private final InMemoryApplication application = new InMemoryApplication(workload);
    private final JobQueries jobQueries = new JobQueries(application.ports);
    private Counts last = new Counts(0, 0, 0, 0);
    private int seenWaiting;

    /// What the words of a job say.
    private record Counts(long done, long items, long failed, long waiting) {
        static Counts of(String words) {
            Matcher matcher = WORDS.matcher(words);
            assertThat(words).matches(WORDS);
            assertThat(matcher.matches()).isTrue();
            return new Counts(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3)),
                    matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4)));
        }
    }

    /// Items are `key behaviour number`. An item that is `late` must wait once.
    private final class Shaky implements ItemWorkload<String, String>, ItemWork<String, String> {
        private final Map<String, Integer> calls = new HashMap<>();

        @Override
        public Definition definition() {
            return ItemWorkload.define("shaky", "Fails or waits as its items say.");
        }

        @Override
        public Items<String> items(JobSettings settings) {
            return Items.lines();
        }

        @Override
        public Optional<String> key(String item) {
            return item.startsWith("-") ? Optional.empty() : Optional.of(item.substring(0, 1));
        }

        @Override
        public String apply(String item, Task task) throws Exception {
            int call = calls.merge(item, 1, Integer::sum);
            if (item.contains("late") && call == 1) {
                throw new RetryAfterException("later", PAUSE);
            }
            if (item.contains("bad")) {
                throw new PermanentFailureException("bad");
            }
            return item;
        }

        @Override
        public ItemWork<String, String> openItems(Resources resources) {
            return this;
        }

        @Override
        public Work<ItemTotals> open(Resources resources) {
            return new ItemTasks<>(this, this, resources, application.clock);
        }
    }

    @Test
    void theNumberOfItemsWithAResultNeverGoesBackAndEndsWithAll() {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            List<String> items = items(random, seed);
            last = new Counts(0, items.size(), 0, 0);
            long bad = items.stream().filter(item -> item.contains("bad")).count();

            JobId id = InMemoryJobs.submit(application, "shaky", items, 1 + random.nextInt(6));
            runToTheEnd(id, seed);

            assertThat(last).isEqualTo(new Counts(items.size(), items.size(), bad, 0));
            if (bad > 0) {
                application.dispatcher.redrive(id);
                last = Counts.of(jobQueries.progress(status(id)).orElseThrow());
                assertThat(last)
                        .as("seed %d, redriven", seed)
                        .isEqualTo(new Counts(items.size() - bad, items.size(), 0, bad));
                runToTheEnd(id, seed);
                assertThat(last).isEqualTo(new Counts(items.size(), items.size(), bad, 0));
            }
        }
        assertThat(seenWaiting).isGreaterThan(10);
    }

    private static List<String> items(Random random, long seed) {
        var items = new ArrayList<String>();
        for (int number = 1 + random.nextInt(20); number > 0; number--) {
            String key = List.of("-", "-", "a", "b").get(random.nextInt(4));
            String kind = List.of("good", "good", "late", "bad").get(random.nextInt(4));
            items.add("%s %s %d.%d".formatted(key, kind, seed, number));
        }
        return items;
    }

    // One message at a time, so that the progress is seen after each task.
    private void runToTheEnd(JobId id, long seed) {
        for (int turn = 0; application.job(id).isOpen(); turn++) {
            assertThat(turn).as("seed %d", seed).isLessThan(1_000);
            application.dispatch();
            check(id, seed);
            List<ReceivedMessage<WorkMessage>> batch = application.queue.receiveWork(1);
            if (!batch.isEmpty()) {
                application.worker.work(batch, () -> Duration.ofMinutes(2));
                application.queue.delete(batch);
            } else {
                application.clock.pass(Duration.ofMinutes(1));
            }
            application.fold();
            check(id, seed);
        }
    }

    private void check(JobId id, long seed) {
        JobStatus status = status(id);
        Optional<String> words = jobQueries.progress(status);
        if (status.job().plan() == null && status.job().round().number() == 0) {
            assertThat(words).isEmpty();
            return;
        }
        seenWaiting += status.job().plan() == null ? 1 : 0;
        Counts now = Counts.of(words.orElseThrow());
        assertThat(now.items()).isEqualTo(last.items());
        assertThat(now.done()).as("seed %d", seed).isGreaterThanOrEqualTo(last.done());
        assertThat(now.failed()).as("seed %d", seed).isBetween(last.failed(), now.done());
        assertThat(now.done() + now.waiting()).as("seed %d", seed).isLessThanOrEqualTo(now.items());
        if (status.job().isOpen() && status.fold() != null) {
            assertThat(preview(status))
                    .isEqualTo(
                            "{\"items\":%d,\"ok\":%d,\"failed\":%d,\"waiting\":%d}"
                                    .formatted(
                                            now.items(),
                                            now.done() - now.failed(),
                                            now.failed(),
                                            now.waiting()));
        }
        last = now;
    }

    private JobStatus status(JobId id) {
        return jobQueries.status(id).orElseThrow();
    }

    private String preview(JobStatus status) {
        try {
            return new String(jobQueries.answer(status).orElseThrow(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
