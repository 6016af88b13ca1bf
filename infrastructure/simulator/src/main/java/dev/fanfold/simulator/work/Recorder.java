package dev.fanfold.simulator.work;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;

/// What tasks do, told as they do it.
public interface Recorder {
    /// A task starts.
    void starts(JobId job, int task);

    /// How it behaves, this time.
    Behaviour behaviour(JobId job, int task);

    /// Whether making the plan, or the answer, fails this time.
    ///
    /// @param what `plan` or `finish`
    boolean fails(String what);

    /// Fails the plan or the answer, if it fails this time.
    ///
    /// @throws IllegalStateException if it fails
    default void failIf(String what) {
        if (fails(what)) {
            throw new IllegalStateException(what + " fails this time");
        }
    }

    /// What the workload's own code returns. What the source throws is a fault of the run, and a
    /// failure that the workload declares is meant: neither is the workload's own mistake.
    default <T> T own(String what, Callable<T> code) throws Exception {
        try {
            return code.call();
        } catch (InvalidInputException
                | PermanentFailureException
                | SdkException
                | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            threw(what, e);
            throw e;
        }
    }

    /// Whether it puts something into its scratch directory.
    boolean usesScratch(int task);

    /// Something that was not to go wrong did: the workload's own fault.
    void threw(String what, Exception fault);

    /// Lets the time pass that a task takes.
    ///
    /// @param limit how long its workload lets a task run
    void spend(Task task, Behaviour behaviour, Duration limit);

    /// Whether the worker that makes the answer runs out of memory this time.
    boolean finishKills();

    /// How many bytes this attempt adds to the answer without changing what it says.
    int padding();
}
