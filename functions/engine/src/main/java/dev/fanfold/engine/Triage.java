package dev.fanfold.engine;

import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;

/// Decides what to do with a message, from its attempts, hops and deliveries.
final class Triage {
    /// Whether the work queue delivered this message before, and its receiver did not acknowledge
    /// it.
    static boolean isRedeliveredFromWorkQueue(ReceivedMessage<WorkMessage> received) {
        return received.receives() > 1 && received.message().hops() == 0;
    }

    /// Decides what to do with a message.
    ///
    /// @param receives how often it was delivered, this delivery included
    /// @param redelivered whether any message of the batch may have crashed a worker
    Disposition decide(WorkMessage.Tasks message, int receives, boolean redelivered) {
        int attempt = Attempts.after(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) {
            // Only the first receiver can have run the tasks: the later ones isolate them.
            return new Disposition.Isolate(message, message.attempt() + (receives > 1 ? 1 : 0));
        }
        return attempt > Attempts.MAX_ATTEMPTS
                ? new Disposition.GiveUp(message, attempt - 1)
                : new Disposition.Run(message, attempt);
    }
}
