package dev.fanfold.engine;

import dev.fanfold.engine.port.WorkMessage;

/// Tells from a message's history what to do with it.
final class Triage {
    /// @param receives how often it was delivered, this time included
    Errand of(WorkMessage.Tasks message, int receives) {
        // A receiver that died without a word counts as an attempt.
        int attempt = message.attempt() + receives - 1;
        boolean firstHand = message.hops() == 0;
        if (firstHand && receives > 1) {
            return new Errand.Isolate(message, message.attempt() + 1);
        }
        return attempt > Attempts.MOST
                ? new Errand.GiveUp(message, attempt - 1)
                : new Errand.Run(message, attempt);
    }
}
