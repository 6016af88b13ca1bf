package dev.fanfold.keeper;

import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.ArrivalJson;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.WorkMessageJson;

/// A message in a dead-letter queue.
sealed interface DeadLetter {
    /// A message of a work queue or a retry queue.
    record Work(WorkMessage message) implements DeadLetter {}

    /// A message of the dispatch queue.
    record Dispatch(Arrival arrival) implements DeadLetter {}

    /// The dead letter in this text. Only messages of work and retry queues have a member `do`.
    ///
    /// @throws dev.fanfold.messages.UnreadableMessageException if this code cannot read the text
    static DeadLetter read(String body) {
        return Json.read("dead letter", body).has("do")
                ? new Work(WorkMessageJson.read(body))
                : new Dispatch(ArrivalJson.read(body));
    }

    /// Lets the keeper report the dead letter.
    default void reportLost(Keeper keeper, String reason) {
        switch (this) {
            case Work work -> keeper.reportLost(work.message(), reason);
            case Dispatch dispatch -> keeper.reportLost(dispatch.arrival(), reason);
        }
    }
}
