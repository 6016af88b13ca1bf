package dev.fanfold.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.SqsBatch;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.testkit.lambda.Contexts;
import java.util.BitSet;

/// Passes messages on one by one, as the dispatcher does. A message that fails is redelivered.
final class OneByOne implements FailingRecords.Handler {
    private final Journal journal = new Journal();

    @Override
    public BitSet failed(SQSEvent event, int share) {
        var failed = new BitSet();
        journal.write(
                        Contexts.plenty(),
                        entry ->
                                SqsBatch.each(
                                        event,
                                        entry,
                                        WorkMessageJson::read,
                                        message -> pass(Integer.parseInt(message.id()), share)))
                .getBatchItemFailures()
                .forEach(failure -> failed.set(Integer.parseInt(failure.getItemIdentifier())));
        return failed;
    }

    private static void pass(int place, int share) {
        if (FailingRecords.fails(place, share)) {
            throw new IllegalStateException("as told");
        }
    }
}
