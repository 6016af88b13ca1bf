package dev.fanfold.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// A wrong implementation, which the count must detect: each message runs on a thread of an
/// executor, and its failure is added to a shared list that is not thread-safe.
final class SharedList implements FailingRecords.Handler {
    private final Executor executor;

    SharedList(Executor executor) {
        this.executor = executor;
    }

    @Override
    public BitSet failed(SQSEvent event, int share) {
        var failures = new ArrayList<String>();
        var failed = new BitSet();
        try {
            all(event.getRecords().stream().map(one -> handled(one, share, failures)).toList());
        } catch (CompletionException thrown) { // by the list: the whole batch is redelivered
            failed.set(0, event.getRecords().size());
            return failed;
        }
        failures.stream()
                .filter(id -> id != null) // a slot that two threads wrote, so another is empty
                .forEach(id -> failed.set(Integer.parseInt(id)));
        return failed;
    }

    private CompletableFuture<Void> handled(SQSMessage message, int share, List<String> failures) {
        return CompletableFuture.runAsync(
                () -> {
                    if (FailingRecords.fails(Integer.parseInt(message.getMessageId()), share)) {
                        failures.add(message.getMessageId());
                    }
                },
                executor);
    }

    private static void all(List<CompletableFuture<Void>> calls) {
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
    }
}
