package dev.fanfold.engine;

import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;

/// Tells from a message's history what to do with it.
final class Triage {
    /// Whether somebody took this message first-hand before, and was not heard of again.
    static boolean isSecondReceipt(ReceivedMessage<WorkMessage> received) {
        return received.receives() > 1 && received.message().hops() == 0;
    }

    /// @param receives how often it was delivered, this time included
    /// @param redelivered whether a message beside it has killed a receiver, perhaps
    Disposition decide(WorkMessage.Tasks message, int receives, boolean redelivered) {
        // A receiver that died without a word counts as an attempt.
        int attempt = Attempts.after(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) {
            return new Disposition.Isolate(message, message.attempt() + (receives > 1 ? 1 : 0));
        }
        return attempt > Attempts.MAX_ATTEMPTS
                ? new Disposition.GiveUp(message, attempt - 1)
                : new Disposition.Run(message, attempt);
    }
}
