package dev.fanfold.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.SqsBatch;
import dev.fanfold.engine.Keeper;
import java.util.Map;

/// The Lambda handler that reads the dead letters of a pool or of the dispatch queue. The keeper
/// reports the tasks of a dead letter as lost, or fails its job.
public final class DeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final String REASON =
            "it was received as often as its queue allows and never acknowledged";
    private final Journal journal = new Journal();
    private final Keeper keeper;

    /// The constructor that Lambda calls.
    public DeadLetterHandler() {
        this(Settings.environment());
    }

    /// The constructor that the local cloud calls, because several functions share its JVM.
    ///
    /// @param environment the function's variables
    /// @throws IllegalStateException if a variable is missing; the message names all missing ones
    public DeadLetterHandler(Map<String, String> environment) {
        this(Wiring.keeper(Settings.deadLetters(environment)));
    }

    /// A handler for an existing keeper.
    public DeadLetterHandler(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return journal.write(
                context,
                entry ->
                        SqsBatch.each(
                                event,
                                entry,
                                DeadLetter::read,
                                letter -> letter.message().reportLost(keeper, REASON)));
    }
}
