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
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The front door of the dispatcher: accepts and plans jobs, sends their tasks.
public final class Dispatcher {
    private final Ports ports;
    private final Definitions definitions;
    private final Inbox inbox;
    private final JobSender jobSender;
    private final Redrive redrive;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;

    /// @param format the reader of `settings.json`
    public Dispatcher(Ports ports, SubmittedSettings.Format format) {
        this(ports, format, ports.workloads().definitions());
    }

    /// @param definitions the definitions that submitted jobs are checked against, for a caller
    ///   that does not have the workloads themselves
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
                        accumulatorWriter);
        this.jobSender = sending(ports, parts);
    }

    private static JobSender sending(Ports ports, SharedParts parts) {
        return new JobSender(
                ports.jobs(),
                ports.dispatch(),
                new Planner(
                        ports.jobs(),
                        ports.workloads(),
                        ports.source(),
                        ports.clock(),
                        parts.settlement),
                new BatchSender(ports.jobs(), JobQueues.of(ports), ports.clock()),
                parts.reopener);
    }

    /// Handles a message of the dispatch queue. Handling it again changes nothing.
    public void dispatch(Arrival arrival, TimeLeft left) {
        switch (arrival) {
            case Arrival.Uploaded uploaded -> {
                var failures = new FirstFailure();
                for (Pin object : uploaded.objects()) {
                    failures.isolate(
                            () -> inbox.take(object).ifPresent(id -> jobSender.advance(id, left)));
                }
                failures.raise();
            }
            case Arrival.Waiting waiting -> jobSender.advance(waiting.job(), left);
            case Arrival.Nothing _ -> {}
        }
    }

    /// Completes a request by the defaults, before its input is uploaded.
    ///
    /// @throws InvalidInputException if the request is invalid, or the workload's pool is not
    ///   deployed
    public JobRequest complete(JobRequest asked) {
        JobRequest request = definitions.complete(asked);
        DeployedWorkloads.of(ports).require(definitions, request.workload());
        return request;
    }

    /// Accepts a job.
    ///
    /// When this returns, its row and the message to start it are written.
    ///
    /// @throws InvalidInputException if the request or its input is invalid, or the workload's pool
    ///   is not deployed
    public Submission submit(JobRequest asked) {
        return take(definitions.complete(asked), this::name);
    }

    /// Accepts a job as [#submit(JobRequest)] does, but its id includes the owner.
    ///
    /// If two owners submit the same request, each of them has a job.
    ///
    /// @param key the owner's idempotency key; without one, the same request is the same job unless
    ///   the workload's version has changed
    /// @throws KeyTakenException if the owner has used the key for another request
    /// @throws InvalidInputException if the request or its input is invalid
    public Submission submitOwned(JobRequest asked, Optional<String> key) {
        JobRequest request = definitions.complete(asked);
        Submission submission =
                take(
                        request,
                        (same, input) ->
                                JobId.of(
                                        same.owner(),
                                        // The keys of owners cannot contain a space.
                                        key.orElseGet(() -> "request " + name(same, input))));
        if (key.isPresent() && !submission.job().request().equals(request)) {
            throw new KeyTakenException(key.get(), submission.job().id());
        }
        return submission;
    }

    private JobId name(JobRequest request, @Nullable Pin input) {
        return JobId.of(request, input, definitions.version(request.workload()));
    }

    private Submission take(JobRequest request, BiFunction<JobRequest, @Nullable Pin, JobId> name) {
        DeployedWorkloads.of(ports).require(definitions, request.workload());
        Pin input = request.input() == null ? null : pinned(request);
        Job job = Job.accepted(name.apply(request, input), request, input, ports.clock().instant());
        boolean written = ports.jobs().create(job);
        Counters.created(job, written);
        Job known = written ? job : ports.jobs().job(job.id()).orElseThrow();
        // Same timestamp: this is our own write; only its response was lost.
        boolean fresh = written || known.equals(job);
        if (known.isOpen()) {
            ports.dispatch().send(job.id());
        }
        return new Submission(known, fresh);
    }

    /// Accepts a job as [#submit] does, but a repeated request is a new run.
    public Submission submitAgain(JobRequest asked) {
        for (int run = asked.run(); ; run++) {
            var again =
                    new JobRequest(
                            asked.workload(),
                            asked.settings(),
                            asked.options(),
                            asked.input(),
                            asked.owner(),
                            run);
            Submission submission = submit(again);
            if (submission.fresh()) {
                return submission;
            }
        }
    }

    /// Cancels an open job.
    ///
    /// From now on its messages are acknowledged without work. If the job has already failed and
    /// its row does not say so yet, it fails.
    ///
    /// @return whether this call cancelled it
    /// @throws InvalidInputException if there is no such job
    public boolean cancel(JobId id) {
        Counters.about(id);
        Job job = known(id);
        if (job.isOpen() && job.plan() != null) {
            accumulatorWriter
                    .seal(job, new Seal.Cancelled())
                    .filter(there -> there instanceof Seal.Failed)
                    .ifPresent(_ -> settlement.settle(id));
        }
        return settlement.move(job, now -> now.cancelled(ports.clock().instant()));
    }

    /// Retries what a PARTIAL or FAILED job lost, in a new epoch.
    ///
    /// When this returns, the row is RUNNING and a message to the dispatcher is sent.
    ///
    /// @throws InvalidInputException if there is no such job, or it has nothing to retry
    public void redrive(JobId id) {
        redrive.start(known(id));
    }

    private Job known(JobId id) {
        return ports.jobs()
                .job(id)
                .orElseThrow(() -> new InvalidInputException("there is no job " + id));
    }

    private Pin pinned(JobRequest request) {
        try {
            return ports.source().pin(java.util.Objects.requireNonNull(request.input()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + request.input(), e);
        }
    }
}
