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
/// step. Another message of the step runs only the tasks that no holder has.
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
    /// A message without a chain stays as it is. A message of an earlier epoch has no task to run,
    /// because the chains of the job's epoch have all missing tasks.
    Optional<ReceivedMessage<WorkMessage.Tasks>> enter(
            Job job, ReceivedMessage<WorkMessage.Tasks> received) {
        WorkMessage.Tasks message = received.message();
        if (message.chain() == null) {
            return Optional.of(received);
        }
        if (message.epoch() < job.epoch()) {
            return Optional.empty();
        }
        TaskSet all = message.allTasks();
        TaskSet held = held(job, received, all);
        if (held.equals(all)) {
            return Optional.of(received);
        }
        return with(job, message, held)
                .map(rest -> new ReceivedMessage<>(received.id(), rest, received.receives()));
    }

    // Those of the tasks that this message runs. The tasks that the holder of the step lacks are a
    // step of their own, which other messages of the step may hold.
    private TaskSet held(Job job, ReceivedMessage<WorkMessage.Tasks> received, TaskSet all) {
        String step = Keys.stepKey(job, received.message());
        TaskSet tasks = all;
        while (!tasks.isEmpty()) {
            Optional<StepHolder> earlier = jobs.hold(step, new StepHolder(received.id(), tasks));
            if (earlier.isEmpty()) {
                return tasks;
            }
            if (earlier.get().message().equals(received.id())) {
                noteOverrun(job); // the first receiver may still run the message
                return tasks;
            }
            tasks = tasks.minus(earlier.get().tasks());
            step = step + "+";
        }
        return tasks;
    }

    private void noteOverrun(Job job) {
        Instant at = clock.instant();
        settlement.update(job, now -> now.with(now.progress().overrun(1), at));
    }

    // The message with only these tasks.
    private static Optional<WorkMessage.Tasks> with(
            Job job, WorkMessage.Tasks message, TaskSet tasks) {
        Stream<WaitingTask> own =
                IntStream.range(message.from(), message.to())
                        .mapToObj(task -> new WaitingTask(task, message.attempt(), message.hops()));
        return Chains.only(
                job,
                message,
                Stream.concat(own, Chains.chain(message).waiting().stream())
                        .filter(waiting -> tasks.holds(waiting.task()))
                        .toList());
    }
}
