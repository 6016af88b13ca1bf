package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.KeyTakenException;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The front door of the dispatcher: accepts, plans, cancels and redrives jobs, and sends their
/// tasks.
public final class Dispatcher {
    private final Ports ports;
    private final Definitions definitions;
    private final Inbox inbox;
    private final JobSender jobSender;
    private final Redrive redrive;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;

    /// @param format parses `settings.json`
    public Dispatcher(Ports ports, SubmittedSettings.Format format) {
        this(ports, format, ports.workloads().definitions());
    }

    /// For a caller that has the definitions of the workloads, but not the workloads.
    ///
    /// @param definitions the definitions that submitted requests are checked against
    public Dispatcher(Ports ports, SubmittedSettings.Format format, Definitions definitions) {
        var parts = new SharedParts(ports);
        this.ports = ports;
        this.definitions = definitions;
        this.accumulatorWriter = parts.accumulatorWriter;
        this.settlement = parts.settlement;
        this.inbox =
                new Inbox(
                        ports.jobs(),
                        ports.source(),
                        DeployedWorkloads.of(ports),
                        ports.clock(),
                        format);
        this.redrive =
                new Redrive(
                        new ConditionalWrites(ports.jobs()),
                        ports.dispatch(),
                        ports.clock(),
                        accumulatorWriter,
                        new RedriveRound(
                                ports.workloads(),
                                new FoldReader(
                                        accumulatorWriter, parts.payloads, parts.outputFiles),
                                parts.nextRounds));
        this.jobSender = jobSender(ports, parts);
    }

    private static JobSender jobSender(Ports ports, SharedParts parts) {
        return new JobSender(
                ports.jobs(),
                ports.dispatch(),
                new Planner(
                        ports.jobs(),
                        new PlanMaker(
                                ports.jobs(), ports.workloads(), ports.source(), parts.payloads),
                        ports.clock(),
                        parts.settlement,
                        parts.accumulatorWriter),
                new BatchSender(ports.jobs(), JobQueues.of(ports), ports.clock()),
                parts.reopener);
    }

    /// Handles a message of the dispatch queue. A duplicate of a message is harmless.
    ///
    /// If one of several uploads cannot be handled, the others still are. Then this throws the
    /// first exception.
    public void dispatch(Arrival arrival, TimeLeft left) {
        switch (arrival) {
            case Arrival.Uploaded uploaded -> {
                var failures = new FirstFailure();
                for (Pin object : uploaded.objects()) {
                    failures.run(() ->
                            inbox.accept(object).ifPresent(id -> jobSender.advance(id, left)));
                }
                failures.rethrow();
            }
            case Arrival.Waiting waiting -> jobSender.advance(waiting.job(), left);
            case Arrival.Nothing _ -> {}
        }
    }

    /// Adds the defaults to a request whose input need not be uploaded yet.
    ///
    /// @throws InvalidInputException if the request is invalid, or the workload's pool is not
    ///   deployed
    public JobRequest complete(JobRequest given) {
        JobRequest request = definitions.complete(given);
        DeployedWorkloads.of(ports).require(definitions, request.workload());
        return request;
    }

    /// Accepts a job. If an equal request was accepted before, the result is its job.
    ///
    /// When this returns, the job's row is written. If the job is open, a message to the dispatcher
    /// is sent.
    ///
    /// @throws InvalidInputException if the request or its input is invalid, or the workload's pool
    ///   is not deployed
    /// @throws UncheckedIOException if the input cannot be read
    public Submission submit(JobRequest given) {
        return accept(definitions.complete(given), this::id);
    }

    /// Accepts a job as [#submit(JobRequest)] does, but its id also depends on the owner.
    ///
    /// If two owners submit the same request, each of them has a job.
    ///
    /// @param key the owner's idempotency key; if empty, an equal request of the owner has the same
    ///   job, unless the workload's version has changed
    /// @throws KeyTakenException if the owner has used the key for another request
    /// @throws InvalidInputException if the request or its input is invalid, or the workload's pool
    ///   is not deployed
    /// @throws UncheckedIOException if the input cannot be read
    public Submission submitOwned(JobRequest given, Optional<String> key) {
        JobRequest request = definitions.complete(given);
        Submission submission =
                accept(
                        request,
                        (completed, input) ->
                                JobId.of(
                                        completed.owner(),
                                        // No idempotency key equals this text: keys have no spaces.
                                        key.orElseGet(() -> "request " + id(completed, input))));
        if (key.isPresent() && !submission.job().request().equals(request)) {
            throw new KeyTakenException(key.get(), submission.job().id());
        }
        return submission;
    }

    private JobId id(JobRequest request, @Nullable Pin input) {
        return JobId.of(request, input, definitions.version(request.workload()));
    }

    private Submission accept(JobRequest request, BiFunction<JobRequest, @Nullable Pin, JobId> id) {
        DeployedWorkloads.of(ports).require(definitions, request.workload());
        Pin input = request.input() == null ? null : pinned(request);
        Job job = Job.accepted(id.apply(request, input), request, input, ports.clock().instant());
        boolean written = ports.jobs().create(job);
        Counters.noteSubmitted(job, written);
        Job stored = written ? job : ports.jobs().job(job.id()).orElseThrow();
        // An equal row has the same timestamp, so it is our own; only the response was lost.
        boolean fresh = written || stored.equals(job);
        if (stored.isOpen()) {
            ports.dispatch().send(stored);
        }
        return new Submission(stored, fresh);
    }

    /// Accepts a new job as [#submit] does: a repeated request gets the next free run number.
    public Submission submitAgain(JobRequest given) {
        for (int run = given.run(); ; run++) {
            var numbered =
                    new JobRequest(
                            given.workload(),
                            given.settings(),
                            given.options(),
                            given.input(),
                            given.owner(),
                            run);
            Submission submission = submit(numbered);
            if (submission.fresh()) {
                return submission;
            }
        }
    }

    /// Cancels an open job.
    ///
    /// Workers then acknowledge its messages without work. If the job's accumulator is already
    /// sealed as failed, the job fails instead.
    ///
    /// @return whether this call cancelled the job
    /// @throws InvalidInputException if there is no such job
    public boolean cancel(JobId id) {
        Counters.noteHandled(id);
        Job job = stored(id);
        while (!cancel(job)) {
            Job now = stored(id);
            if (!now.isOpen() || now.isInEpochOf(job)) {
                return false;
            }
            job = now; // the job moved to its next round, or was redriven
        }
        return true;
    }

    private boolean cancel(Job job) {
        if (job.isOpen() && job.plan() != null) {
            accumulatorWriter
                    .seal(job, new Seal.Cancelled())
                    .filter(seal -> seal instanceof Seal.Failed)
                    .ifPresent(_ -> settlement.settle(job.id()));
        }
        return settlement.update(job, now -> now.cancelled(ports.clock().instant()));
    }

    /// Runs again what an ended job lost, in a new epoch. If the last round of a job with an answer
    /// lost no task, starts the further round that its workload asks for
    /// ([dev.fanfold.workload.Workload#redrive]).
    ///
    /// When this returns, the row is RUNNING, or ACCEPTED if its round is not planned, and a
    /// message to the dispatcher is sent. If a round waits for longer than a message can be
    /// delayed, the keeper sends the message. If a redrive of the job was started before and its
    /// tasks are not sent yet, only sends the message.
    ///
    /// @throws InvalidInputException if there is no such job, it is open or CANCELLED, it failed
    ///   before it had a plan, or there is nothing to do again; if the workload throws; or if the
    ///   job may have no further round
    public void redrive(JobId id) {
        redrive.start(stored(id));
    }

    private Job stored(JobId id) {
        return ports.jobs()
                .job(id)
                .orElseThrow(() -> new InvalidInputException("there is no job " + id));
    }

    private Pin pinned(JobRequest request) {
        try {
            return ports.source().pin(Objects.requireNonNull(request.input()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + request.input(), e);
        }
    }
}
