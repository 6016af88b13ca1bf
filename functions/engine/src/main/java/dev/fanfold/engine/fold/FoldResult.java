package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The result of a fold.
public sealed interface FoldResult {
    /// Tasks to resend, because they are only in groups that were set aside.
    ///
    /// A group is set aside if some of its tasks, but not all, are folded.
    TaskSet aside();

    /// The outcomes changed nothing: their tasks are folded already, they are losses of another
    /// epoch, or the accumulator is sealed.
    record Unchanged(TaskSet aside) implements FoldResult {}

    /// A change to write.
    ///
    /// @param before the accumulator from which the fold started
    /// @param value the encoded value, null if the value is unchanged
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
    record Changed(
            Accumulator before,
            TaskSet done,
            Losses losses,
            Ledger ledger,
            byte @Nullable [] value,
            TaskSet aside)
            implements FoldResult {
        /// The accumulator to write. `store` makes a payload of its value.
        public Accumulator after(Function<byte[], Payload> store) {
            return before.with(
                    done, losses, ledger, value == null ? before.value() : store.apply(value));
        }
    }
}
