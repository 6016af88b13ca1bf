package dev.fanfold.items;

import java.util.Optional;

/// An item that was read, with its key and its target.
///
/// @param pending its number, its attempts, and the time of the next one
/// @param item the item itself
/// @param target what the limits of the job and the breaker hold for
/// @param <I> the type of an item
record ReadItem<I>(PendingItem pending, I item, Optional<String> key, Optional<String> target) {
    ReadItem<I> with(PendingItem newPending) {
        return new ReadItem<>(newPending, item, key, target);
    }
}
