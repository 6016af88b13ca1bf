package dev.fanfold.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What an event source mapping does with the messages of a queue.
///
/// | what happens | what Lambda does | source |
/// |---|---|---|
/// | messages are received | an event holds at most BatchSize of them | 1 |
/// | fewer than BatchSize are there | it waits for more, MaximumBatchingWindow at most | 1 |
/// | MaximumConcurrency invocations run | it begins no further one | 2 |
/// | an invocation ends | it deletes the messages that did not fail: [BatchFailures] | 3 |
/// | a message failed | it stays in the queue, hidden until its visibility ends | 3 |
///
/// How soon Lambda polls, in which order messages come, and whether a batch without a window is
/// full, is not promised: each place that asks does that its own way.
///
/// 1. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
/// 2. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
/// 3. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
///
/// @param batch most messages in an event (BatchSize)
/// @param window how long a batch may wait to be full (MaximumBatchingWindowInSeconds)
/// @param concurrency most invocations at once (MaximumConcurrency)
/// @param partial whether the answer may name messages (ReportBatchItemFailures)
public record QueueRules(int batch, Duration window, int concurrency, boolean partial) {

    /// Whether another invocation may begin beside those that run.
    public boolean mayBegin(int running) {
        return running < concurrency;
    }

    /// The events that received messages make. All but the last are full.
    public <M> List<List<M>> batches(List<M> received) {
        List<List<M>> batches = new ArrayList<>();
        for (int from = 0; from < received.size(); from += batch) {
            batches.add(received.subList(from, Math.min(from + batch, received.size())));
        }
        return batches;
    }

    /// How much longer a batch waits for more messages.
    ///
    /// @param held messages in it
    /// @param waited how long it has waited
    public Duration patience(int held, Duration waited) {
        Duration left = window.minus(waited);
        return held >= batch || left.isNegative() ? Duration.ZERO : left;
    }

    /// The ids of the messages of a batch that an invocation left to do. The others are deleted.
    public Set<String> failed(Collection<String> ids, InvocationOutcome outcome) {
        return BatchFailures.of(outcome, partial, Set.copyOf(ids));
    }
}
