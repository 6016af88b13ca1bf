package dev.fanfold.items;

import dev.fanfold.workload.Task;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The working half of an [ItemWorkload]: the function.
///
/// It must be thread-safe, because many tasks call it in parallel. A task calls it for one item
/// after the other, unless the job has limits for each target; see [ItemWorkload].
///
/// @param <I> the type of an item
/// @param <O> the type of a result
public interface ItemWork<I, O> extends AutoCloseable {
    /// The result of an item.
    ///
    /// The function may be called several times for an item, even at the same time, because a task
    /// may run several times. Its side effects must be idempotent. If the job has limits,
    /// [Permit#current] has the lease of the item's target.
    ///
    /// @param task the task that calls the function
    /// @return a value that can be written as JSON: null, a text, a number, a boolean, an enum
    ///   constant, a record, an [Optional], or a list, array or map of such values. Other values
    ///   are written as their text.
    /// @throws dev.fanfold.workload.PermanentFailureException if a retry cannot help
    /// @throws RetryAfterException if a retry helps only after some time
    /// @throws Exception any other failure, after which the item is tried again
    O apply(I item, Task task) throws Exception;

    /// The key of an item. Items of one key run in their order, one at a time, also when one of
    /// them is tried again. By default an item has no key.
    ///
    /// A job with keys has one round more, because its items are grouped by their key first.
    default Optional<String> key(I item) {
        return Optional.empty();
    }

    /// The target of an item: what it calls, such as a host or an account. By default it is the
    /// item's key. The limits of the job hold for each target, and a target that fails ten times in
    /// a row is left alone for some time. Targets of all workloads of the application with one name
    /// share one lease.
    default Optional<String> target(I item) {
        return key(item);
    }

    /// What the summary says about all results, besides the counts: a value that can be written as
    /// JSON, null if there is nothing to say. It becomes the member `summary` of the answer.
    ///
    /// @param results the results in the order of the items; the stream need not be read to its end
    default @Nullable Object summarize(Stream<ItemResult> results) throws Exception {
        return null;
    }

    @Override
    default void close() {}
}
