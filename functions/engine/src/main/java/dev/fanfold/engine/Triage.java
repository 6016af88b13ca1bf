package dev.fanfold.engine;

import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;

/// Decides what to do with a message of tasks, from its attempt, its hops and its deliveries.
final class Triage {
    /// Whether the work queue delivered this message before, and its receiver did not acknowledge
    /// it.
    static boolean isRedeliveredFromWorkQueue(ReceivedMessage<WorkMessage> received) {
        return received.receives() > 1 && received.message().hops() == 0;
    }

    /// Decides what to do with a message.
    ///
    /// @param receives how often it was delivered, this delivery included
    /// @param redelivered whether the work queue delivered any message of the batch before
    Disposition decide(WorkMessage.Tasks message, int receives, boolean redelivered) {
        int attempt = Attempts.ofDelivery(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) {
            int next = Attempts.afterIsolation(message.attempt(), receives);
            return new Disposition.Isolate(message, next);
        }
        return attempt > Attempts.MAX_ATTEMPTS
                ? new Disposition.GiveUp(message, attempt - 1)
                : new Disposition.Run(message, attempt);
    }
}
