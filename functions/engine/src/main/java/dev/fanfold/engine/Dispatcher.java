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

/// The front door of the dispatcher: takes jobs in, plans them and sends their tasks.
public final class Dispatcher {
    private final Ports ports;
    private final Definitions definitions;
    private final Inbox inbox;
    private final JobSender jobSender;
    private final Redrive redrive;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;

    /// @param format how a `settings.json` is read
    public Dispatcher(Ports ports, SubmittedSettings.Format format) {
        this(ports, format, ports.workloads().definitions());
    }

    /// @param definitions what submitted jobs are checked against, where their workloads are not
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

    /// Does what a message on the dispatch queue asks for; doing it again changes nothing.
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

    /// Takes a job in: its row is written and the dispatcher asked to start it when this returns.
    ///
    /// @throws InvalidInputException when the request or its input is at fault, or the workload's
    ///   pool is not deployed
    public Submission submit(JobRequest asked) {
        return take(definitions.complete(asked), this::name);
    }

    /// Takes a job in as [#submit(JobRequest)] does, but under an id that is its owner's alone: of
    /// two owners who ask for the same, each has a job.
    ///
    /// @param key what the owner calls the request; without one the same request is the same job,
    ///   as long as the workload's version is the same
    /// @throws KeyTakenException when the owner has called another request so
    /// @throws InvalidInputException when the request or its input is at fault
    public Submission submitOwned(JobRequest asked, Optional<String> key) {
        JobRequest request = definitions.complete(asked);
        Submission submission =
                take(
                        request,
                        (same, input) ->
                                JobId.of(
                                        same.owner(),
                                        // No key of an owner's holds a space.
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
        // The same to the very moment: our own write, whose answer was lost.
        boolean fresh = written || known.equals(job);
        if (known.isOpen()) {
            ports.dispatch().send(job.id());
        }
        return new Submission(known, fresh);
    }

    /// Takes a job in as [#submit] does, but as a new run when it was asked for before.
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

    /// Ends an open job; its messages are acknowledged without work from now on. One that has
    /// failed, though its row does not say so yet, fails.
    ///
    /// @return whether it is cancelled by this
    /// @throws InvalidInputException when there is no such job
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

    /// Tries again what a PARTIAL or FAILED job lost, in a new epoch: its row says so and the
    /// dispatcher is asked to send when this returns.
    ///
    /// @throws InvalidInputException when there is no such job, or it has nothing to try again
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
            throw new UncheckedIOException("cannot look at " + request.input(), e);
        }
    }
}
