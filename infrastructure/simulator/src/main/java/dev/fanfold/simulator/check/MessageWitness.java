package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.time.Scheduler;
import java.util.function.Function;

/// Observes the messages of the application's queues.
final class MessageWitness {
    private final Scheduler scheduler;
    private final FaultPlan faultPlan;
    private final Function<JobId, JobWitness> jobs;
    private final Requests requests;
    private final Terms terms;
    private final Promises promises;
    private boolean needsKeeper;

    MessageWitness(
            Scheduler scheduler,
            FaultPlan faultPlan,
            Function<JobId, JobWitness> jobs,
            Requests requests,
            Terms terms,
            Promises promises) {
        this.scheduler = scheduler;
        this.faultPlan = faultPlan;
        this.jobs = jobs;
        this.requests = requests;
        this.terms = terms;
        this.promises = promises;
    }

    /// Whether a message that was to start a job or a round had no effect, so that only the keeper
    /// can continue: it became a dead letter, or the dispatcher may drop it.
    boolean needsKeeper() {
        return needsKeeper;
    }

    /// Checks a message that was sent.
    void sent(String body) {
        Items.message(body).ifPresent(this::sent);
        Items.arrival(body).ifPresent(requests::sent);
    }

    private void sent(WorkMessage message) {
        JobWitness job = jobs.apply(message.job());
        job.window().sent(message, job.job());
        RoundWitness round = job.round(message.round());
        boolean settles =
                message instanceof WorkMessage.Finish && job.isSettling(scheduler.instant());
        round.evidence.sent(message, scheduler.isRunning(terms.keepers()) && !settles);
        if (round.evidence.keeperSentTooMuch()) {
            promises.violated(
                    "I14", "the keeper sent more than it recorded as repairs: " + message);
        }
        if (message instanceof WorkMessage.Tasks tasks
                && round.doneBefore(tasks.epoch()).holdsSome(tasks.allTasks())) {
            promises.violated("I11", "a redrive sent tasks that were done: " + tasks);
        }
        if (faultPlan.total() == 0 && message.hops() > 0) {
            promises.violated(
                    "I14", "a message was requeued although nothing went wrong: " + message);
        }
    }

    /// Records a message that was received from this queue.
    void received(Queue queue, Queue.Message message) {
        Items.message(message.body()).ifPresent(one -> received(one, message.id()));
        if (queue.isForDeadLetters()) {
            Items.message(message.body()).ifPresent(this::died);
            Items.arrival(message.body()).ifPresent(this::died);
        } else {
            Items.arrival(message.body()).ifPresent(this::arrived);
        }
    }

    private void received(WorkMessage message, String id) {
        evidence(message).received(message);
        if (message instanceof WorkMessage.Tasks) {
            jobs.apply(message.job()).window().received(id);
        }
    }

    private Evidence evidence(WorkMessage message) {
        return jobs.apply(message.job()).round(message.round()).evidence;
    }

    private void died(WorkMessage letter) {
        evidence(letter).died(letter);
        Job row = jobs.apply(letter.job()).job();
        needsKeeper |= row != null && Waits.wasToBegin(letter, row);
    }

    private void died(Arrival letter) {
        switch (letter) {
            case Arrival.Waiting waiting -> {
                jobs.apply(waiting.job()).round(waiting.round()).evidence.dispatchDied();
                needsKeeper = true;
            }
            case Arrival.Uploaded uploaded -> {
                uploaded.objects().forEach(requests::died);
                needsKeeper = true;
            }
            case Arrival.Nothing _ -> {}
        }
    }

    private void arrived(Arrival arrival) {
        if (arrival instanceof Arrival.Waiting waiting) {
            Job row = jobs.apply(waiting.job()).job();
            if (row != null && Waits.mayBeEarly(row, scheduler.instant())) {
                scheduler.note(Waits.NOTE);
                needsKeeper = true;
            }
        }
    }
}
