package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The result of a fold.
public sealed interface FoldResult {
    /// Tasks to resend because only groups that were set aside cover them.
    ///
    /// A group is set aside if it partly overlaps with the folded tasks.
    TaskSet aside();

    /// Nothing new: everything was known already, or is for another epoch.
    record Unchanged(TaskSet aside) implements FoldResult {}

    /// A change to write.
    ///
    /// @param value the encoded value, null if it is unchanged
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
    record Changed(
            Accumulator before,
            TaskSet done,
            Losses losses,
            Ledger ledger,
            byte @Nullable [] value,
            TaskSet aside)
            implements FoldResult {
        /// The accumulator to write. `store` stores its value.
        public Accumulator after(Function<byte[], Payload> store) {
            return before.with(
                    done, losses, ledger, value == null ? before.value() : store.apply(value));
        }
    }
}
