package dev.fanfold.simulator.work;

import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/// The work of a [FaultyWorkload].
record FaultyWork<P>(Work<P> work, Recorder recorder, Duration timeout) implements Work<P> {
    @Override
    public TaskResult<P> work(Task task) throws Exception {
        TaskId id = TaskId.of(task);
        recorder.starts(id);
        try {
            return work(task, id);
        } finally {
            recorder.ends(id);
        }
    }

    private TaskResult<P> work(Task task, TaskId id) throws Exception {
        Behaviour behaviour = recorder.behaviour(id);
        recorder.spend(task, behaviour, timeout);
        if (recorder.usesScratch(task.index())) {
            Objects.requireNonNull(task.scratch().get());
        }
        goWrong(task, behaviour);
        TaskResult<P> whole = recorder.own("work on task " + task.index(), () -> work.work(task));
        return behaviour == Behaviour.SKIPS
                ? new TaskResult<>(whole.partial(), Coverage.NONE, whole.records())
                : whole;
    }

    private static void goWrong(Task task, Behaviour behaviour) throws IOException {
        String which = "task " + task.index();
        switch (behaviour) {
            case LOST -> {
                // Half of these tasks leave an output open instead, if tasks write files. The
                // engine then loses the task for a reason of the same kind.
                if (task.index() % 2 == 0 || !Files.leaveOpen(task)) {
                    throw new PermanentFailureException(which + " cannot be done");
                }
            }
            case POISON -> throw new OutOfMemoryError(which + " always runs out of memory");
            case FAILS, STUBBORN -> throw new IllegalStateException(which + " fails this time");
            case KILLS -> throw new OutOfMemoryError(which + " runs out of memory this time");
            case SOUND, SLOW, SKIPS -> {}
        }
    }

    @Override
    public Finished finish(P total, Finishing job) throws Exception {
        recorder.failIf("finish");
        if (recorder.finishKills()) {
            throw new OutOfMemoryError("finish runs out of memory this time");
        }
        Finished own = recorder.own("finish", () -> work.finish(total, job));
        // Blanks after a JSON document change its bytes but not its content.
        return switch (own) {
            case Finished.Done done ->
                    Finished.done(done.result() + " ".repeat(recorder.padding()));
            case Finished.Next next -> varied(next, recorder, job);
        };
    }

    /// The further round that this attempt asks for: with blanks after an input that is JSON, and
    /// with a time of the run instead of the workload's.
    static Finished.Next varied(Finished.Next next, Recorder recorder, Finishing job) {
        return new Finished.Next(
                isDocument(next.input())
                        ? next.input() + " ".repeat(recorder.padding())
                        : next.input(),
                next.notBefore() == null ? null : recorder.notBefore(job),
                next.again());
    }

    private static boolean isDocument(String input) {
        try {
            Json.read("a round's input", input);
            return true;
        } catch (UnreadableMessageException e) {
            return false;
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
