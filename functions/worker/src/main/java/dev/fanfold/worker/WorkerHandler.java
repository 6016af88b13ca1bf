package dev.fanfold.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.LambdaTimeLeft;
import dev.fanfold.aws.lambda.SqsBatch;
import dev.fanfold.engine.Worker;
import dev.fanfold.messages.WorkMessageJson;
import java.util.Map;

/// The Lambda handler of a worker.
///
/// It receives the messages of a pool's work queue and retry queue.
public final class WorkerHandler
        implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private final Journal journal = new Journal();
    private final Worker worker;
    private final Runnable closeWorks;

    /// The constructor that Lambda calls.
    public WorkerHandler() {
        this(Settings.environment());
    }

    /// The constructor that the local cloud calls, because several functions share its JVM.
    ///
    /// @param environment the function's variables
    /// @throws IllegalStateException if a variable is missing; the message names all missing ones
    public WorkerHandler(Map<String, String> environment) {
        this(Wiring.of(Settings.worker(environment)));
    }

    private WorkerHandler(Wiring wiring) {
        this(wiring.worker(), wiring.works()::close);
    }

    /// A handler for an existing worker.
    ///
    /// @param closeWorks closes the worker's open works
    public WorkerHandler(Worker worker, Runnable closeWorks) {
        this.worker = worker;
        this.closeWorks = closeWorks;
    }

    /// Closes the worker's open works. The local cloud calls this method when it stops a worker;
    /// Lambda does not call it.
    @Override
    public void close() {
        closeWorks.run();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return journal.write(
                context,
                entry ->
                        SqsBatch.answer(
                                event,
                                entry,
                                WorkMessageJson::read,
                                messages -> worker.work(messages, LambdaTimeLeft.of(context))));
    }
}
