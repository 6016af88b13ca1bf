package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Outputs count exactly once: those of the execution whose result is folded, and no others.
class OutputsTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final String ROUND_0 =
            "(0a=0.0 0b=0.0 1a=0.1 1b=0.1 2a=0.2 2b=0.2 3a=0.3 3b=0.3)";
    private static final String ANSWER =
            "(0a=()1.0 0b=()1.0 1a=1.1 1b=1.1 2a=1.2 2b=1.2 3a=1.3 3b=1.3)".replace("()", ROUND_0);
    private final Files files = new Files();
    private final InMemoryApplication application = new InMemoryApplication(files);
    private int submissions;

    @Test
    void theFinishAndTheNextRoundReadThemInOrder() {
        for (int pack : new int[] {1, 3, 10}) {
            JobId id = submitted(pack, "0");

            assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
            assertThat(application.answer(id)).isEqualTo(ANSWER);
        }
    }

    @Test
    void theLedgerCountsThem() {
        JobId id = submitted(3, "0");
        Job job = application.run(id);

        assertThat(job.round().earlier().outputs()).isEqualTo(new OutputCount(8, 8 * 3));
        assertThat(application.accumulator(id).ledger().outputs())
                .isEqualTo(new OutputCount(8, 8 * 3 + 2 * ROUND_0.length()));
    }

    @Test
    void aMessageTogetherWithItsDuplicateWritesTwiceAndCountsOnce() {
        JobId id = submitted(10, "0");
        application.dispatch();
        var messages = new ArrayList<>(application.queue.receiveWork(10));
        messages.add(new ReceivedMessage<>("duplicate", messages.getFirst().message(), 1));

        application.worker.work(messages, PLENTY);
        application.queue.delete(messages.subList(0, 1));

        assertThat(application.outputs.keys()).hasSize(2 * 8);
        application.run(id);
        assertThat(application.answer(id)).isEqualTo(ANSWER);
        assertThat(application.job(id).round().earlier().outputs().count()).isEqualTo(8);
    }

    @Test
    void anExecutionThatIsReportedLateDoesNotCount() {
        JobId id = submitted(1, "0");
        application.dispatch();
        var messages = application.queue.receiveWork(10);
        application.worker.work(messages.subList(0, 1), PLENTY);
        List<Report> first = application.reports.takeStream();
        application.worker.work(messages.subList(0, 1), PLENTY);
        List<Report> second = application.reports.takeStream();

        application.aggregator.fold(first);
        var tokens = application.accumulator(id).outputs();
        application.aggregator.fold(second);
        application.aggregator.fold(first);

        assertThat(application.accumulator(id).outputs()).isEqualTo(tokens);
        assertThat(application.accumulator(id).ledger().outputs().count()).isEqualTo(2);
    }

    @Test
    void theFilesOfAnAttemptThatFailedDoNotCount() {
        Set<Integer> failed = new HashSet<>();
        files.behaviour =
                task -> {
                    if (failed.add(task.round().number() * 10 + task.index())) {
                        write(task, "c");
                        throw new IOException("once");
                    }
                };
        JobId id = submitted(2, "0");

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(ANSWER);
        assertThat(application.outputs.keys()).filteredOn(key -> key.endsWith("/c")).hasSize(8);
    }

    @Test
    void theFilesOfALostTaskDoNotCount() {
        files.behaviour =
                task -> {
                    if (task.index() == 2) {
                        write(task, "c");
                        throw new PermanentFailureException("never");
                    }
                };
        JobId id = submitted(10, "1");

        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        assertThat(application.job(id).round().earlier().outputs())
                .isEqualTo(new OutputCount(6, 18));
        assertThat(application.accumulator(id).ledger().outputs().count()).isEqualTo(6);
    }

    @Test
    void anOpenOutputFailsTheTaskAndLeavesNothing() {
        files.tasks = 1;
        files.behaviour = task -> task.output("open").write(1);
        JobId id = submitted(1, "0");

        assertThat(error(application.run(id)))
                .contains("returned before it closed its output \"open\"");
        assertThat(application.outputs.keys()).noneMatch(key -> key.endsWith("/open"));
    }

    @Test
    void aNameThatCannotBeUsedIsAnErrorThatNamesIt() {
        files.tasks = 1;
        String most = "ü".repeat(Task.MAX_OUTPUT_NAME / 2);
        for (String name :
                new String[] {"", ".", "..", "a/b", "a\\b", "a\nb", most + "x", "\ud800", "a"}) {
            files.behaviour =
                    task -> {
                        write(task, "a");
                        write(task, name);
                    };
            JobId id = submitted(1, "0");

            Job job = application.run(id);

            assertThat(job.state()).as(name).isEqualTo(State.FAILED);
            assertThat(error(job))
                    .contains(
                            name.equals("a")
                                    ? "wrote an output \"a\" before"
                                    : "an output's name has 1 to 200 bytes");
            files.behaviour = _ -> {};
        }
        files.behaviour = task -> write(task, most);
        assertThat(application.run(submitted(1, "0")).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void eachExecutionWritesUnderKeysOfItsOwn() {
        JobId id = submitted(10, "0");
        application.dispatch();
        List<ReceivedMessage<WorkMessage>> messages = application.queue.receiveWork(10);
        for (int execution = 1; execution <= 3; execution++) {
            application.worker.work(messages, PLENTY);
            assertThat(application.outputs.keys())
                    .hasSize(8 * execution)
                    .allMatch(key -> key.startsWith("outputs/" + id + "/"));
        }
    }

    @Test
    void anExecutionAdoptsTheCompleteOutputsOfAKilledOne() {
        List<String> seen = new ArrayList<>();
        Set<Integer> killed = new HashSet<>();
        files.behaviour =
                task -> {
                    List<Output> earlier = task.earlier().all().toList();
                    earlier.forEach(output -> seen.add(output.name() + output.bytes()));
                    for (Output output : earlier) {
                        task.adopt(output);
                    }
                    if (killed.add(task.round().number() * 10 + task.index())) {
                        write(task, "d");
                        write(task, "c");
                        task.output("open").write(1);
                        throw new IOException("killed");
                    }
                };
        JobId id = submitted(1, "0");

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(seen).hasSize(2 * 8).startsWith("c1", "d1");
        List<Output> all = listed(id);
        assertThat(all).extracting(Output::name).hasSize(4 * 8).startsWith("a", "b", "c", "d");
        // Each task has the token of both of its executions.
        assertThat(all.stream().map(Output::token).distinct()).hasSize(2 * 8);
        assertThat(application.job(id).round().earlier().outputs().count()).isEqualTo(4 * 4);
    }

    @Test
    void anAdoptedOutputIsAdoptedAgain() {
        Set<Integer> attempts = new HashSet<>();
        files.tasks = 1;
        files.behaviour =
                task -> {
                    if (task.round().number() > 0) {
                        return;
                    }
                    if (attempts.isEmpty()) {
                        write(task, "c");
                    }
                    for (Output output : task.earlier().named("c").toList()) {
                        task.adopt(output);
                    }
                    if (attempts.add(task.attempt()) && task.attempt() < 4) {
                        throw new IOException("killed");
                    }
                };
        JobId id = submitted(1, "0");

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(attempts).hasSize(4);
        assertThat(listed(id)).filteredOn(output -> output.name().equals("c")).hasSize(1);
        assertThat(application.outputs.keys()).filteredOn(key -> key.endsWith("/c")).hasSize(1);
    }

    @Test
    void anExecutionDoesNotListItsOwnOutputs() {
        files.behaviour =
                task -> {
                    write(task, "c");
                    assertThat(task.earlier().all()).isEmpty();
                };

        assertThat(application.run(submitted(10, "0")).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anOutputThatCannotBeAdoptedIsAnErrorThatNamesIt() {
        files.tasks = 2;
        String hash = "0".repeat(64);
        List<Output> wrong =
                List.of(
                        new Output(0, 1, "a".repeat(16), "c", 1, hash),
                        new Output(1, 0, "a".repeat(16), "c", 1, hash),
                        new Output(0, 0, "a".repeat(16), "c", 1, hash));
        List<String> errors =
                wrong.stream()
                        .map(output -> {
                            files.behaviour =
                                    task -> {
                                        if (task.index() == 0 && task.round().number() == 0) {
                                            task.adopt(output);
                                        }
                                    };
                            return error(application.run(submitted(1, "0")));
                        })
                        .toList();

        assertThat(errors.get(0)).contains("output of task 1 of round 0", "adopts only its own");
        assertThat(errors.get(1)).contains("output of task 0 of round 1", "adopts only its own");
        assertThat(errors.get(2)).contains("there is no such object");
    }

    @Test
    void anOutputWithAnotherHashIsNotAdopted() {
        List<String> refused = new ArrayList<>();
        files.tasks = 1;
        files.behaviour =
                task -> {
                    for (Output output : task.earlier().named("c").toList()) {
                        var other =
                                new Output(
                                        output.round(),
                                        output.task(),
                                        output.token(),
                                        output.name(),
                                        output.bytes(),
                                        "1".repeat(64));
                        try {
                            task.adopt(other);
                        } catch (IOException e) {
                            refused.add(String.valueOf(e.getMessage()));
                        }
                        task.adopt(output);
                    }
                    if (task.attempt() == 1) {
                        write(task, "c");
                        throw new IOException("killed");
                    }
                };
        JobId id = submitted(1, "0");

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(refused).hasSize(2).allMatch(text -> text.contains("its SHA-256 is"));
    }

    private List<Output> listed(JobId id) {
        return new OutputQueries(application.ports).list(application.job(id)).toList();
    }

    // Each submission is a run of its own, so it is another job.
    private JobId submitted(int pack, String tolerate) {
        submissions++;
        return application.dispatcher.submit(Files.request(pack, tolerate, submissions)).job().id();
    }

    private static String error(Job job) {
        return Objects.requireNonNull(job.error()).text();
    }

    private static void write(Task task, String name) throws IOException {
        try (OutputStream out = task.output(name)) {
            out.write(1);
        }
    }
}
