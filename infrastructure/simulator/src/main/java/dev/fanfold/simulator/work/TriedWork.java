package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.time.Duration;
import java.util.Objects;

/// The half that works of a [Tried] workload.
record TriedWork<P>(Work<P> work, Deeds deeds, Duration timeout) implements Work<P> {
    @Override
    public TaskResult<P> work(Task task) throws Exception {
        var job = new JobId(task.job());
        deeds.starts(job, task.index());
        Nature nature = deeds.nature(job, task.index());
        deeds.spend(task, nature, timeout);
        if (deeds.usesScratch(task.index())) {
            Objects.requireNonNull(task.scratch().get());
        }
        goWrong(task, nature);
        TaskResult<P> whole = deeds.own("work on task " + task.index(), () -> work.work(task));
        return nature == Nature.SKIPS
                ? new TaskResult<>(whole.partial(), Coverage.NONE, whole.records())
                : whole;
    }

    private static void goWrong(Task task, Nature nature) {
        String which = "task " + task.index();
        switch (nature) {
            case LOST -> throw new PermanentFailureException(which + " cannot be done");
            case POISON -> throw new OutOfMemoryError(which + " always takes all memory");
            case FAILS, STUBBORN -> throw new IllegalStateException(which + " fails this time");
            case KILLS -> throw new OutOfMemoryError(which + " takes all memory this time");
            case SOUND, SLOW, SKIPS -> {}
        }
    }

    @Override
    public String finish(P total, Finishing job) throws Exception {
        deeds.failIf("finish");
        if (deeds.finishKills()) {
            throw new OutOfMemoryError("finish takes all memory this time");
        }
        // Blanks behind a JSON document change its bytes and not what it says.
        return deeds.own("finish", () -> work.finish(total, job)) + " ".repeat(deeds.padding());
    }

    @Override
    public void close() {
        work.close();
    }
}
