package dev.fanfold.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The rules by which an event source mapping delivers the messages of a queue.
///
/// | what happens | what Lambda does | source |
/// |---|---|---|
/// | messages are received | an event holds at most BatchSize of them | 1 |
/// | a batch has fewer than BatchSize messages | Lambda waits for more, at most MaximumBatchingWindow | 1 |
/// | MaximumConcurrency invocations run | Lambda starts no further invocation | 2 |
/// | an invocation ends | Lambda deletes the messages that did not fail, see [BatchFailures] | 3 |
/// | a message failed | the message stays in the queue, hidden until its visibility timeout ends | 3 |
///
/// Lambda does not specify how often it polls, in which order messages arrive, and whether a batch
/// without a window is full. The local cloud and the simulator each decide this.
///
/// 1. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
/// 2. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
/// 3. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
///
/// @param batch maximum number of messages in an event (BatchSize)
/// @param window how long a batch may wait to be full (MaximumBatchingWindowInSeconds)
/// @param concurrency maximum number of concurrent invocations (MaximumConcurrency)
/// @param partial whether the response may name failed messages (ReportBatchItemFailures)
public record QueueRules(int batch, Duration window, int concurrency, boolean partial) {

    /// Whether another invocation may start.
    public boolean mayStart(int running) {
        return running < concurrency;
    }

    /// Splits received messages into batches. All batches but the last are full.
    public <M> List<List<M>> batches(List<M> received) {
        List<List<M>> batches = new ArrayList<>();
        for (int from = 0; from < received.size(); from += batch) {
            batches.add(received.subList(from, Math.min(from + batch, received.size())));
        }
        return batches;
    }

    /// How much longer a batch waits for more messages.
    ///
    /// @param held the number of messages in the batch
    /// @param waited how long the batch has waited
    public Duration remainingWait(int held, Duration waited) {
        Duration remaining = window.minus(waited);
        return held >= batch || remaining.isNegative() ? Duration.ZERO : remaining;
    }

    /// The ids of a batch's messages that stay in the queue. All other messages are deleted.
    public Set<String> failed(Collection<String> ids, InvocationOutcome outcome) {
        return BatchFailures.of(outcome, partial, Set.copyOf(ids));
    }
}
