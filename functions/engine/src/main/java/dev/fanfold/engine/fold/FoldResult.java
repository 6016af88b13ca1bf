package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a fold came to.
public sealed interface FoldResult {
    /// Tasks of groups that were set aside because they overlap in part with what is folded, and
    /// that nothing else covers: they must be sent again.
    TaskSet aside();

    /// All of it was known already, or is for another epoch.
    record Unchanged(TaskSet aside) implements FoldResult {}

    /// There is something to write.
    ///
    /// @param value the encoded value, null when it stays as it is
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
    record Changed(
            Accumulator before,
            TaskSet done,
            Losses losses,
            Ledger ledger,
            byte @Nullable [] value,
            TaskSet aside)
            implements FoldResult {
        /// The accumulator to write, its value stored by `store`.
        public Accumulator after(Function<byte[], Payload> store) {
            return before.with(
                    done, losses, ledger, value == null ? before.value() : store.apply(value));
        }
    }
}
