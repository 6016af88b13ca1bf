package dev.fanfold.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.SqsBatch;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.InMemoryPools;
import dev.fanfold.testkit.InMemoryWorks;
import dev.fanfold.testkit.NoScratch;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Messages whose tasks a worker runs in parallel. A record counts as reported if its message is
/// redelivered, or its task is reported lost or requeued to the retry queue.
final class TasksOfAWorker implements FailingRecords.Handler {
    private final Journal journal = new Journal();
    private final BitSet failed = new BitSet();
    private final Worker worker;
    private int share;

    /// @param width maximum number of parallel tasks of a workload that computes
    TasksOfAWorker(JobId job, int width, boolean computing) {
        var application = new InMemoryApplication(new Failing(computing));
        Plan plan = Plan.numbers(0, FailingRecords.MAX_BATCH, 1);
        var request =
                new JobRequest(
                        "failing", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 0);
        var now = application.clock.instant();
        application.store.create(
                Job.accepted(job, request, null, now).planned(plan, now).sent(now));
        Ports in = application.ports;
        var ports =
                new Ports(
                        in.jobs(),
                        new Reported(),
                        in.blobs(),
                        in.outputs(),
                        new InMemoryPools(new Requeued()),
                        in.dispatch(),
                        in.source(),
                        in.workloads(),
                        in.clock(),
                        in.random());
        var taskExecutor = new ThreadTaskExecutor(width, Duration.ofSeconds(2));
        worker = new Worker(ports, taskExecutor, new NoScratch(), new InMemoryWorks());
    }

    @Override
    public BitSet failed(SQSEvent event, int ofAHundred) {
        failed.clear();
        share = ofAHundred;
        journal.write(
                        Contexts.plenty(),
                        entry ->
                                SqsBatch.answer(
                                        event,
                                        entry,
                                        WorkMessageJson::read,
                                        messages ->
                                                worker.work(messages, () -> Duration.ofMinutes(2))))
                .getBatchItemFailures()
                .forEach(failure -> failed.set(Integer.parseInt(failure.getItemIdentifier())));
        return (BitSet) failed.clone();
    }

    private final class Reported implements ReportLog {
        @Override
        public void append(Report report) {
            for (Outcome outcome : report.outcomes()) {
                if (outcome instanceof Outcome.Lost lost) {
                    failed.set(lost.task());
                }
            }
        }

        @Override
        public Stream<Report> findAll(JobId job, int round) {
            return Stream.empty();
        }
    }

    private final class Requeued implements TaskQueue {
        @Override
        public void send(List<WorkMessage> messages) {
            throw new IllegalStateException("a worker sends no first-hand work: " + messages);
        }

        @Override
        public void retry(List<DelayedMessage> messages) {
            for (DelayedMessage one : messages) {
                if (one.message() instanceof WorkMessage.Tasks tasks) {
                    failed.set(tasks.from(), tasks.to());
                }
            }
        }

        @Override
        public long depth() {
            return 0;
        }
    }

    private final class Failing implements Summing {
        private final boolean computing;

        Failing(boolean computing) {
            this.computing = computing;
        }

        @Override
        public Definition definition() {
            Definition waiting = Definition.of("failing", "Fails.");
            return computing ? waiting.computing() : waiting;
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, FailingRecords.MAX_BATCH, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) throws IOException {
            if (!FailingRecords.fails(task.index(), share)) {
                return TaskResult.all(task, 1L);
            }
            if (task.index() % 2 == 0) {
                throw new PermanentFailureException("as told");
            }
            throw new IOException("as told");
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done(total.toString());
        }
    }
}
