package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.WrittenOutputs;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The result of a fold.
public sealed interface FoldResult {
    /// Tasks to resend, because they are only in groups that were set aside.
    ///
    /// A group is set aside if some of its tasks, but not all, are done.
    TaskSet aside();

    /// The outcomes changed nothing: their tasks are done or lost already, they are losses of
    /// another epoch, they were set aside, or the accumulator is sealed.
    record Unchanged(TaskSet aside) implements FoldResult {}

    /// A change to write.
    ///
    /// @param before the accumulator from which the fold started
    /// @param value the encoded value, null if the value is unchanged
    /// @param written the outputs of the tasks that are done now and were not before
    @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
    record Changed(
            Accumulator before,
            TaskSet done,
            Losses losses,
            Ledger ledger,
            byte @Nullable [] value,
            List<WrittenOutputs> written,
            TaskSet aside)
            implements FoldResult {
        /// The accumulator to write.
        ///
        /// @param store makes a payload of the value
        /// @param outputs [Accumulator#outputs] with [#written]
        public Accumulator after(Function<byte[], Payload> store, OutputTokens outputs) {
            return before.with(
                    done,
                    losses,
                    ledger,
                    value == null ? before.value() : store.apply(value),
                    outputs);
        }
    }
}
