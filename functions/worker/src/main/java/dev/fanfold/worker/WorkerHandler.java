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

/// Lambda's door into a worker: a pool's work queue, and its retry queue.
public final class WorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Journal journal = new Journal();
    private final Worker worker;

    public WorkerHandler() {
        this(Settings.environment());
    }

    public WorkerHandler(Map<String, String> environment) {
        this(Wiring.worker(Settings.worker(environment)));
    }

    /// Around a worker that is put together already.
    public WorkerHandler(Worker worker) {
        this.worker = worker;
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
