package dev.fanfold.engine;

import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;

/// Decides from a message's history what to do with it.
final class Triage {
    /// Whether a worker received this message directly before and never reported.
    static boolean isSecondReceipt(ReceivedMessage<WorkMessage> received) {
        return received.receives() > 1 && received.message().hops() == 0;
    }

    /// Decides for one message.
    ///
    /// @param receives how often it was delivered, this delivery included
    /// @param redelivered whether any message of the batch may have crashed a worker
    Disposition decide(WorkMessage.Tasks message, int receives, boolean redelivered) {
        // A worker that crashed without a report counts as an attempt.
        int attempt = Attempts.after(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) {
            return new Disposition.Isolate(message, message.attempt() + (receives > 1 ? 1 : 0));
        }
        return attempt > Attempts.MAX_ATTEMPTS
                ? new Disposition.GiveUp(message, attempt - 1)
                : new Disposition.Run(message, attempt);
    }
}
