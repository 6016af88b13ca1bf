package dev.fanfold.testkit;

import static dev.fanfold.testkit.Seeds.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The rejections of all tasks together are those of the whole input, each once, however the input
/// is cut and whatever fails.
class RejectsTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final URI INPUT = URI.create("mem:/folder/in.txt");
    private static final String[] PARTS = {"!", "a", "\"", "\\", "\t", "é", "😀", "x,y"};
    private final RejectingLines rejecting = new RejectingLines();
    private final Items items = new Items();
    private final InMemoryApplication application = new InMemoryApplication(rejecting, items);
    private int submissions;

    @Test
    void theyAreCompleteAndCountOnce() {
        forSeeds(
                1,
                400,
                random -> {
                    List<String> lines = lines(random);
                    application.source.put(INPUT, String.join("\n", lines));
                    failSomeTasks(random);
                    JobId id = submitted("rejecting", random);

                    runBadly(id, random);

                    assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
                    assertThat(application.answer(id)).isEqualTo(rejectionsOf(lines));
                });
    }

    @Test
    void everySliceSizeGivesTheSameRejections() {
        forSeeds(
                1,
                20,
                random -> {
                    List<String> lines = lines(random);
                    String text = String.join("\n", lines);
                    application.source.put(INPUT, text);
                    for (int slice = 1; slice <= Math.min(text.length(), 60) + 1; slice++) {
                        JobId id = submitted("rejecting", slice, 3);

                        application.run(id);

                        assertThat(application.answer(id))
                                .as("slice %d", slice)
                                .isEqualTo(rejectionsOf(lines));
                    }
                });
    }

    @Test
    void aSecondJobReadsThemAsItsInput() {
        forSeeds(
                1,
                100,
                random -> {
                    List<String> lines = lines(random);
                    application.source.put(INPUT, String.join("\n", lines));
                    JobId first = submitted("rejecting", random);
                    application.run(first);
                    String rejections = application.answer(first);
                    application.source.put(INPUT, rejections);
                    items.perTask = random.nextInt(4);
                    items.read.clear();

                    JobId second = submitted("items", random);

                    long expected = rejections.lines().count();
                    assertThat(application.run(second).state()).isEqualTo(State.SUCCEEDED);
                    assertThat(application.answer(second)).isEqualTo("" + expected);
                    assertThat(application.accumulator(second).ledger().records())
                            .isEqualTo(Records.read(expected));
                    assertThat(items.read)
                            .containsExactlyInAnyOrderElementsOf(
                                    new TreeSet<>(rejections.lines().toList()));
                });
    }

    @Test
    void withoutRejectionsNothingIsStored() {
        application.source.put(INPUT, "a\nb\n");
        JobId id = submitted("rejecting", 1, 1);

        application.run(id);

        assertThat(application.answer(id)).isEmpty();
        assertThat(application.outputs.keys()).isEmpty();
        assertThat(application.accumulator(id).ledger().outputs().count()).isZero();
    }

    // The last line is never rejected, because a job that rejects all is PARTIAL.
    private static List<String> lines(RandomGenerator random) {
        var lines = new ArrayList<String>();
        for (int line = random.nextInt(25); line > 0; line--) {
            var text = new StringBuilder();
            for (int part = random.nextInt(6); part > 0; part--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            lines.add(text.toString());
        }
        lines.add("end");
        return lines;
    }

    private static String rejectionsOf(List<String> lines) {
        var all = new StringBuilder();
        long offset = 0;
        for (String line : lines) {
            String record = line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
            String rejection =
                    "{\"object\":\"in.txt\",\"offset\":%d,\"reason\":\"%%s\",\"record\":\"%s\"}\n"
                            .formatted(offset, record);
            all.append(line.startsWith("!!") ? rejection.formatted("second") : "");
            all.append(line.startsWith("!") ? rejection.formatted("first") : "");
            offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return all.toString();
    }

    // Some tasks fail once, after they have rejected all their lines.
    private void failSomeTasks(RandomGenerator random) {
        Set<Integer> failed = new HashSet<>();
        rejecting.behaviour =
                task -> {
                    if (random.nextInt(5) == 0 && failed.add(task.index())) {
                        throw new IOException("once");
                    }
                };
    }

    // Runs messages twice, delivers some of them again, and folds reports in any order and twice.
    private void runBadly(JobId id, RandomGenerator random) {
        Set<String> leftOnce = new HashSet<>();
        for (int turn = 0; turn < 10 && application.job(id).isOpen(); turn++) {
            application.dispatch();
            List<ReceivedMessage<WorkMessage>> batch =
                    application.queue.receiveWork(1 + random.nextInt(10));
            for (int times = random.nextInt(1, 4); times > 0; times--) {
                application.worker.work(batch, PLENTY);
            }
            application.queue.delete(
                    batch.stream()
                            .filter(message ->
                                    random.nextInt(4) > 0
                                            || !leftOnce.add(message.message().toString()))
                            .toList());
            List<Report> reports = new ArrayList<>(application.reports.takeStream());
            reports.addAll(reports.subList(0, random.nextInt(reports.size() + 1)));
            Collections.shuffle(reports, new Random(random.nextLong()));
            reports.forEach(report -> application.aggregator.fold(List.of(report)));
            application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        }
    }

    private JobId submitted(String workload, RandomGenerator random) {
        return submitted(workload, 1 + random.nextInt(40), 1 + random.nextInt(4));
    }

    private JobId submitted(String workload, long slice, int pack) {
        var options =
                new JobOptions(
                        Tolerance.NONE, new Tolerance("100%"), pack, slice, 10, Duration.ofDays(1));
        var request =
                new JobRequest(
                        workload, JobSettings.of(Map.of()), options, INPUT, "me", ++submissions);
        return application.dispatcher.submit(request).job().id();
    }

    /// Counts the items of its input.
    private static final class Items implements Summing {
        /// How many items a task has; 0 for a plan of bytes.
        int perTask;

        final Set<String> read = new TreeSet<>();

        @Override
        public Definition definition() {
            return Definition.of("items", "Counts items.").reading("JSON Lines");
        }

        @Override
        public Plan plan(Planning job) throws IOException {
            return perTask == 0 ? Lines.plan(job) : JsonLines.plan(job, perTask);
        }

        @Override
        public TaskResult<Long> work(Task task) throws IOException {
            try (var lines = JsonLines.of(task)) {
                List<String> own = lines.stream().toList();
                read.addAll(own);
                return lines.worked((long) own.size());
            }
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("" + total);
        }
    }
}
