package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.outcome.Coverage;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Codec;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.PermanentFailure;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Table;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import dev.fanfold.engine.work.Workload;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;

/// A workload whose tasks take time, and go wrong as the run wants it.
///
/// @param <P> the workload's partial result
public record Tried<P>(Workload<P> workload, Deeds deeds) implements Workload<P> {
    @Override
    public Worked<P> work(Task task) throws Exception {
        deeds.starts(task.job(), task.index());
        Nature nature = deeds.nature(task.job(), task.index());
        deeds.spend(task, nature, workload.definition().taskTimeout());
        if (deeds.usesScratch(task.index())) {
            Objects.requireNonNull(task.scratch().get());
        }
        goWrong(task, nature);
        Worked<P> whole = own("work on task " + task.index(), () -> workload.work(task));
        return nature == Nature.SKIPS
                ? new Worked<>(whole.partial(), Coverage.NONE, whole.records())
                : whole;
    }

    private void failIf(String what) {
        if (deeds.fails(what)) {
            throw new IllegalStateException(what + " fails this time");
        }
    }

    // What comes of the source is a fault of the run, and a failure that the workload declares is
    // what it means to say: neither is the workload's own mistake.
    private <T> T own(String what, Callable<T> how) throws Exception {
        try {
            return how.call();
        } catch (InputFault | PermanentFailure | SdkException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            deeds.threw(what, e);
            throw e;
        }
    }

    private static void goWrong(Task task, Nature nature) {
        String which = "task " + task.index();
        switch (nature) {
            case LOST -> throw new PermanentFailure(which + " cannot be done");
            case POISON -> throw new OutOfMemoryError(which + " always takes all memory");
            case FAILS, STUBBORN -> throw new IllegalStateException(which + " fails this time");
            case KILLS -> throw new OutOfMemoryError(which + " takes all memory this time");
            case SOUND, SLOW, SKIPS -> {}
        }
    }

    @Override
    public Definition definition() {
        return workload.definition();
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        failIf("plan");
        return own("plan", () -> workload.plan(job));
    }

    @Override
    public P empty() {
        return workload.empty();
    }

    @Override
    public P merge(P left, P right) {
        return workload.merge(left, right);
    }

    @Override
    public Codec<P> codec() {
        return workload.codec();
    }

    @Override
    public String finish(P total, Finishing job) throws Exception {
        failIf("finish");
        if (deeds.finishKills()) {
            throw new OutOfMemoryError("finish takes all memory this time");
        }
        // Blanks behind a JSON document change its bytes and not what it says.
        return own("finish", () -> workload.finish(total, job)) + " ".repeat(deeds.padding());
    }

    @Override
    public String preview(P total, Finishing job) throws Exception {
        return workload.preview(total, job);
    }

    @Override
    public Optional<Table> table(P total, Finishing job) {
        return workload.table(total, job);
    }
}
