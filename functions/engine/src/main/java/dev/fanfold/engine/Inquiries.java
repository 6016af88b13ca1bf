package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.Traced;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The front door for whoever asks: how a job stands, and its answer so far. Nothing is changed
/// here.
public final class Inquiries {
    private final Ports ports;
    private final Payloads payloads;

    public Inquiries(Ports ports) {
        this.ports = ports;
        this.payloads = new Payloads(ports.blobs());
    }

    /// A job as it stands.
    ///
    /// @param fold null when nothing is folded yet
    public record Standing(Job job, @Nullable Accumulator fold) {
        /// Tasks that the fold holds.
        public TaskSet done() {
            return fold == null ? TaskSet.NONE : fold.done();
        }

        /// Tasks that were given up.
        public TaskSet lost() {
            return fold == null ? TaskSet.NONE : fold.losses().tasks();
        }

        /// Tasks of the plan that are neither done nor lost; none before there is a plan.
        public TaskSet missing() {
            return job.plan() == null
                    ? TaskSet.NONE
                    : TaskSet.range(0, job.plan().tasks()).minus(done()).minus(lost());
        }
    }

    /// The job of this id, if there is one.
    public Optional<Standing> of(JobId id) {
        // The fold first: of a job that ends in between, the row then is the later of the two.
        Optional<Accumulator> fold = ports.jobs().accumulator(id);
        return ports.jobs().job(id).map(job -> new Standing(job, current(job, fold)));
    }

    /// The jobs in these states, newest first, whoever submitted them, read as they are asked for.
    /// What changed moments ago may be missing.
    public Stream<Standing> newest(Set<State> states) {
        var seen = new HashSet<JobId>();
        return new Newest(ports.jobs(), states)
                .stream()
                        .filter(made -> seen.add(made.job()))
                        .flatMap(made -> of(made.job()).stream())
                        .filter(standing -> states.contains(standing.job().state()));
    }

    private static @Nullable Accumulator current(Job job, Optional<Accumulator> fold) {
        return job.plan() == null ? null : fold.orElse(null);
    }

    /// The answer of a job that has one; of any other what its fold makes, where there is one.
    ///
    /// @throws Exception what the workload throws while it makes a preview
    public Optional<byte[]> answer(Standing standing) throws Exception {
        Job job = standing.job();
        if (job.result() != null) {
            return Optional.of(payloads.load(job.result()));
        }
        return standing.fold() == null
                ? Optional.empty()
                : preview(
                        ports.workloads().find(job.request().workload()),
                        standing,
                        standing.fold());
    }

    /// Whether the job's workload is at hand. Without it there is no answer but that of a job that
    /// has ended, and no table.
    public boolean hasWorkload(Standing standing) {
        return ports.workloads().lookup(standing.job().request().workload()).isPresent();
    }

    /// The same answer as rows, where the workload has some.
    public Optional<Table> table(Standing standing) {
        return standing.fold() == null
                ? Optional.empty()
                : table(
                        ports.workloads().find(standing.job().request().workload()),
                        standing,
                        standing.fold());
    }

    /// The first whole trace there is of the job's failures: what it failed of itself, or else what
    /// the first of its lost tasks threw.
    public Optional<String> trace(Standing standing) {
        Trace own = standing.job().trace();
        if (own != null) {
            return Optional.of(own.text());
        }
        return standing.fold() == null
                ? Optional.empty()
                : standing.fold().losses().groups().stream()
                        .findFirst()
                        .flatMap(group -> trace(standing.job().id(), group.trace()));
    }

    /// The whole trace of a loss; none when its report has expired.
    public Optional<String> trace(JobId job, Traced traced) {
        try (Stream<Report> parts = ports.reports().find(job, traced.report())) {
            return parts.map(Report::traces)
                    .filter(traces -> !traces.equals(Traces.Inline.NONE))
                    .findFirst()
                    .map(traces -> payloads.load(traces).get(traced.place()));
        } catch (RuntimeException e) {
            // What the job came to is worth telling without it.
            return Optional.of("(the trace cannot be read: " + e.getClass().getSimpleName() + ")");
        }
    }

    private <P> Optional<byte[]> preview(Workload<P> workload, Standing standing, Accumulator fold)
            throws Exception {
        try {
            return workload.preview(total(workload, fold), finishing(standing))
                    .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
        } catch (Error e) {
            throw MergeFailed.of("preview", standing.job().request().workload(), e);
        }
    }

    private <P> Optional<Table> table(Workload<P> workload, Standing standing, Accumulator fold) {
        try {
            return workload.table(total(workload, fold), finishing(standing));
        } catch (Error e) {
            throw MergeFailed.of("table", standing.job().request().workload(), e);
        }
    }

    private <P> P total(Workload<P> workload, Accumulator fold) {
        return workload.codec().decode(payloads.load(fold.value()));
    }

    private static Finishing finishing(Standing standing) {
        return new Finishing(
                standing.job().request().settings(),
                standing.job().planned(),
                standing.missing().plus(standing.lost()).toBitSet());
    }
}
