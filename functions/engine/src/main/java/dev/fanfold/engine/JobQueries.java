package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The front door for queries: the status of a job, and its answer so far.
///
/// It changes nothing.
public final class JobQueries {
    private final Ports ports;
    private final Payloads payloads;
    private final OutputFiles outputFiles;

    public JobQueries(Ports ports) {
        this.ports = ports;
        this.payloads = new Payloads(ports.blobs());
        this.outputFiles = new OutputFiles(ports.outputs(), ports.jobs(), payloads);
    }

    /// A job and the fold of its round.
    ///
    /// @param fold null if the round is not planned yet, or if the accumulator has expired
    public record JobStatus(Job job, @Nullable Accumulator fold) {
        /// Tasks that are done.
        public TaskSet done() {
            return fold == null ? TaskSet.NONE : fold.done();
        }

        /// Tasks that are lost.
        public TaskSet lost() {
            return fold == null ? TaskSet.NONE : fold.losses().tasks();
        }

        /// Tasks of the plan that are neither done nor lost; empty if there is no plan.
        public TaskSet missing() {
            return job.plan() == null
                    ? TaskSet.NONE
                    : TaskSet.range(0, job.plan().tasks()).minus(done()).minus(lost());
        }
    }

    /// The job of this id, if it exists.
    public Optional<JobStatus> status(JobId id) {
        // The row is read first: if the job has ended, the fold that is read after it is complete.
        return ports.jobs().job(id).map(job -> new JobStatus(job, fold(job)));
    }

    /// The jobs of all owners in these states, newest first. The stream is read lazily.
    ///
    /// Jobs that changed a moment ago may be missing.
    ///
    /// @param states one or more states
    public Stream<JobStatus> newest(Set<State> states) {
        var seen = new HashSet<JobId>();
        return new NewestJobs(ports.jobs(), states)
                .stream()
                        .filter(ownedJob -> seen.add(ownedJob.job()))
                        .flatMap(ownedJob -> status(ownedJob.job()).stream())
                        .filter(jobStatus -> states.contains(jobStatus.job().state()));
    }

    /// The folds of the job's planned rounds, from this round on, read lazily.
    ///
    /// A round whose accumulator has expired is left out.
    ///
    /// @param from the number of the first round, from 0
    public Stream<Accumulator> rounds(Job job, int from) {
        int planned = job.round().number() + (job.plan() == null ? 0 : 1);
        return IntStream.range(from, planned)
                .boxed()
                .flatMap(round -> ports.jobs().accumulator(job.id(), round).stream());
    }

    private @Nullable Accumulator fold(Job job) {
        return job.plan() == null
                ? null
                : ports.jobs().accumulator(job.id(), job.round().number()).orElse(null);
    }

    /// The job's answer. If it has none, the workload's preview, if the workload makes one.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the preview is needed and the workload
    ///   is not available ([#hasWorkload])
    /// @throws Exception if the workload throws while it makes the preview
    public Optional<byte[]> answer(JobStatus jobStatus) throws Exception {
        Job job = jobStatus.job();
        if (job.result() != null) {
            return Optional.of(payloads.load(job.result()));
        }
        return jobStatus.fold() == null
                ? Optional.empty()
                : preview(
                        ports.workloads().find(job.request().workload()),
                        jobStatus,
                        jobStatus.fold());
    }

    /// Whether the job's workload is available.
    ///
    /// Without its workload a job has neither preview nor table, but its stored answer can be read.
    public boolean hasWorkload(JobStatus jobStatus) {
        return ports.workloads().lookup(jobStatus.job().request().workload()).isPresent();
    }

    /// The answer, or the answer so far, as a table, if the workload makes one.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the workload is not available
    ///   ([#hasWorkload])
    public Optional<Table> table(JobStatus jobStatus) {
        return jobStatus.fold() == null
                ? Optional.empty()
                : table(
                        ports.workloads().find(jobStatus.job().request().workload()),
                        jobStatus,
                        jobStatus.fold());
    }

    /// How far the job is, in the words of its workload. Empty if the workload says nothing or is
    /// not available, if there is no plan yet, or if the accumulator of the round has expired.
    public Optional<String> progress(JobStatus jobStatus) {
        Job job = jobStatus.job();
        boolean isUnknown =
                jobStatus.fold() == null && (job.plan() != null || job.round().number() == 0);
        return isUnknown
                ? Optional.empty()
                : ports.workloads()
                        .lookup(job.request().workload())
                        .flatMap(workload -> progress(workload, jobStatus));
    }

    private <P> Optional<String> progress(Workload<P> workload, JobStatus jobStatus) {
        Accumulator fold = jobStatus.fold();
        try {
            return fold == null
                    ? workload.progress(workload::empty, unplanned(jobStatus.job()))
                    : workload.progress(() -> total(workload, fold), finishing(jobStatus, fold));
        } catch (RuntimeException | LinkageError e) {
            // The caller can still show the rest of the job's status.
            return Optional.of(
                    "(the workload's progress failed: " + e.getClass().getSimpleName() + ")");
        }
    }

    /// The full trace of what the job's plan, merge or finish threw. If they threw nothing, that of
    /// the first loss with a trace.
    public Optional<String> trace(JobStatus jobStatus) {
        Trace own = jobStatus.job().trace();
        if (own != null) {
            return Optional.of(own.text());
        }
        return jobStatus.fold() == null
                ? Optional.empty()
                : jobStatus.fold().losses().groups().stream()
                        .findFirst()
                        .flatMap(group -> trace(jobStatus.job(), group.trace()));
    }

    /// The full trace of a loss; empty if its report has expired. If the trace cannot be read, a
    /// text that says so.
    public Optional<String> trace(Job job, TraceReference traceReference) {
        try (Stream<Report> parts =
                ports.reports().find(job.id(), job.round().number(), traceReference.report())) {
            return parts.map(Report::traces)
                    .filter(traces -> !traces.equals(Traces.Inline.NONE))
                    .findFirst()
                    .map(traces -> payloads.load(traces).get(traceReference.place()));
        } catch (RuntimeException e) {
            // The caller can still show the rest of the job's status.
            return Optional.of("(the trace cannot be read: " + e.getClass().getSimpleName() + ")");
        }
    }

    private <P> Optional<byte[]> preview(
            Workload<P> workload, JobStatus jobStatus, Accumulator fold) throws Exception {
        try {
            return workload.preview(total(workload, fold), finishing(jobStatus, fold))
                    .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
        } catch (Error e) {
            throw MergeFailedException.of("preview", jobStatus.job().request().workload(), e);
        }
    }

    private <P> Optional<Table> table(Workload<P> workload, JobStatus jobStatus, Accumulator fold) {
        try {
            return workload.table(total(workload, fold), finishing(jobStatus, fold));
        } catch (Error e) {
            throw MergeFailedException.of("table", jobStatus.job().request().workload(), e);
        }
    }

    private <P> P total(Workload<P> workload, Accumulator fold) {
        return workload.codec().decode(payloads.load(fold.value()));
    }

    // A round that has no plan yet.
    private Finishing unplanned(Job job) {
        return Finishing.complete(
                job.request().settings(), payloads.round(job), Plan.numbers(0, 0, 1));
    }

    private Finishing finishing(JobStatus jobStatus, Accumulator fold) {
        return new Finishing(
                jobStatus.job().request().settings(),
                payloads.round(jobStatus.job()),
                jobStatus.job().planned(),
                jobStatus.missing().plus(jobStatus.lost()).toBitSet(),
                outputFiles.counted(jobStatus.job(), fold));
    }
}
