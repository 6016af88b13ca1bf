package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Chain.WaitingTask;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.JobStore.StepHolder;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Decides which messages of a job with limited concurrency run.
///
/// A step of a chain may be sent twice, because a function may send it again after a crash, and
/// because two functions may send it at the same time. The message that is received first holds the
/// step. Another message of the step runs only the tasks that the holder does not have.
final class ChainSteps {
    private final JobStore jobs;
    private final Settlement settlement;
    private final InstantSource clock;

    ChainSteps(JobStore jobs, Settlement settlement, InstantSource clock) {
        this.jobs = jobs;
        this.settlement = settlement;
        this.clock = clock;
    }

    /// The message with the tasks that it has to run; empty if it has none.
    ///
    /// A message without a chain stays as it is. A message of another epoch has no task to run: if
    /// it is of an earlier one, because the chains of the job's epoch have all missing tasks.
    Optional<ReceivedMessage<WorkMessage.Tasks>> enter(
            Job job, ReceivedMessage<WorkMessage.Tasks> received) {
        WorkMessage.Tasks message = received.message();
        if (message.chain() == null) {
            return Optional.of(received);
        }
        if (message.epoch() != job.epoch()) {
            return Optional.empty();
        }
        TaskSet tasks = Chains.tasks(message);
        Optional<StepHolder> earlier =
                jobs.hold(Keys.stepKey(job, message), new StepHolder(received.id(), tasks));
        if (earlier.isEmpty()) {
            return Optional.of(received);
        }
        if (earlier.get().message().equals(received.id())) {
            noteOverrun(job); // the first receiver may still run the message
            return Optional.of(received);
        }
        return without(job, message, earlier.get().tasks())
                .map(rest -> new ReceivedMessage<>(received.id(), rest, received.receives()));
    }

    private void noteOverrun(Job job) {
        Instant at = clock.instant();
        settlement.update(job, now -> now.with(now.progress().overrun(1), at));
    }

    // The message without these tasks.
    private static Optional<WorkMessage.Tasks> without(
            Job job, WorkMessage.Tasks message, TaskSet tasks) {
        Stream<WaitingTask> own =
                IntStream.range(message.from(), message.to())
                        .mapToObj(task -> new WaitingTask(task, message.attempt(), message.hops()));
        return Chains.only(
                job,
                message,
                Stream.concat(own, Chains.chain(message).waiting().stream())
                        .filter(waiting -> !tasks.holds(waiting.task()))
                        .toList());
    }
}
