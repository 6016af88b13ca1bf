package dev.fanfold.simulator.work;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Decides and records what the tasks of a run do.
public interface Recorder {
    /// The errors of services that no injected fault causes. They show a defect of the workload.
    Set<String> REFUSED =
            Set.of(
                    "ValidationException",
                    "ResourceNotFoundException",
                    "NoSuchBucket",
                    "KeyTooLongError",
                    "InvalidParameterValue",
                    "AWS.SimpleQueueService.NonExistentQueue");

    /// Records that a task starts.
    void starts(TaskId task);

    /// Records that a task that started has ended, as a success, a failure or with its worker.
    void ends(TaskId task);

    /// How the task behaves in this attempt.
    Behaviour behaviour(TaskId task);

    /// Whether this attempt to make the plan, the answer or the round of a redrive fails.
    ///
    /// @param what `plan`, `finish` or `redrive`
    boolean fails(String what);

    /// Throws if this attempt to make the plan, the answer or the round of a redrive fails.
    ///
    /// @throws IllegalStateException if the attempt fails
    default void failIf(String what) {
        if (fails(what)) {
            throw new IllegalStateException(what + " fails this time");
        }
    }

    /// Calls the workload's own code, and records an exception that shows a defect of the workload:
    /// an unchecked exception, or an error of a service that no fault causes. Other exceptions are
    /// not recorded. The failures of [InvalidInputException] and [PermanentFailureException] are
    /// intended, and exceptions of services and of input or output may be effects of faults.
    default <T> T own(String what, Callable<T> code) throws Exception {
        try {
            return code.call();
        } catch (AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            if (details != null && REFUSED.contains(details.errorCode())) {
                threw(what, e);
            }
            throw e;
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

    /// Whether the task uses its scratch directory.
    boolean usesScratch(int task);

    /// Records that the workload's own code threw.
    void threw(String what, Exception thrown);

    /// Lets the simulated time of a task pass.
    ///
    /// @param limit the workload's timeout of a task
    void spend(Task task, Behaviour behaviour, Duration limit);

    /// Whether this attempt to make the answer runs out of memory.
    boolean finishKills();

    /// How many blanks this attempt appends to the answer or to the input of a further round.
    int padding();

    /// The time before which the further round is not planned, by the clock of this attempt. It
    /// replaces the time that the workload states, because the workload does not know the simulated
    /// time.
    ///
    /// @param finished the round that ends
    Instant notBefore(Finishing finished);
}
