package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Task;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a task sees: the time until it is stopped, and the outputs of earlier rounds.
class TaskViewTest {
    private final Files files = new Files();
    private final InMemoryApplication application = new InMemoryApplication(files);

    @Test
    void aTaskSeesTheTimeUntilItIsStopped() {
        // The worker reserves 5 s. The first reading is that of the task's start.
        assertThat(timesLeft(200, 200, 190)).containsExactly(seconds(60), seconds(50));
        assertThat(timesLeft(65, 65, 64)).containsExactly(seconds(60), seconds(59));
        assertThat(timesLeft(64, 64, 20)).containsExactly(seconds(59), seconds(15));
        assertThat(timesLeft(64, 64, 2)).containsExactly(seconds(59), seconds(-3));
    }

    // What a task with a time limit of a minute sees if the invocation has these times left.
    private List<Duration> timesLeft(int start, int first, int second) {
        var seen = new ArrayList<Duration>();
        var readings = new ArrayDeque<Integer>();
        files.tasks = 1;
        files.behaviour =
                task -> {
                    readings.addAll(List.of(first, second));
                    seen.add(task.timeLeft());
                    seen.add(task.timeLeft());
                };
        application.dispatcher.submit(Files.request(1, "0", start * 1_000 + second));
        application.dispatch();

        application.worker.work(
                application.queue.receiveWork(10),
                () -> seconds(readings.isEmpty() ? start : readings.remove()));
        return seen;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void aTaskReadsTheOutputsOfEveryEarlierRound() {
        var seen = new ArrayList<String>();
        files.behaviour =
                task -> {
                    if (task.round().number() == 1 && task.index() == 0) {
                        seen.addAll(names(task.outputs(0)));
                        assertThat(names(task.previous())).isEqualTo(seen);
                        assertThatThrownBy(() -> task.outputs(1))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessage(
                                        "a task of round 1 reads outputs of earlier rounds, not of round 1");
                        assertThatThrownBy(() -> task.outputs(-1))
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                };
        JobId id = submitted();

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(seen).containsExactly("0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b");
    }

    @Test
    void aHiddenOutputCountsForLaterRoundsButNotInTheLedger() {
        files.behaviour = TaskViewTest::writeHidden;
        JobId id = submitted();
        Job job = application.run(id);

        assertThat(job.round().earlier().outputs()).isEqualTo(new OutputCount(8, 8 * 3));
        assertThat(new OutputQueries(application.ports).list(job))
                .filteredOn(Output::isHidden)
                .hasSize(2 * 4);
    }

    @Test
    void theHiddenOutputsOfATaskWithoutOthersCount() {
        files.behaviour = TaskViewTest::writeHidden;
        files.writesFiles = false;
        JobId id = submitted();
        Job job = application.run(id);

        assertThat(job.round().earlier().outputs()).isEqualTo(OutputCount.NONE);
        assertThat(names(new OutputQueries(application.ports).list(job).toList()))
                .startsWith("0.hidden", "1.hidden", "2.hidden", "3.hidden");
    }

    private JobId submitted() {
        return application.dispatcher.submit(Files.request(3, "0", 1)).job().id();
    }

    private static void writeHidden(Task task) throws Exception {
        try (OutputStream out = task.output(".hidden")) {
            out.write(1);
        }
    }

    private static List<String> names(Outputs outputs) {
        return names(outputs.all().toList());
    }

    private static List<String> names(List<Output> outputs) {
        return outputs.stream().map(output -> output.task() + output.name()).toList();
    }
}
