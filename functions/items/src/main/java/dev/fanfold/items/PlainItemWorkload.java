package dev.fanfold.items;

import dev.fanfold.workload.Resources;

/// An item workload without resources: both halves in one class.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
public interface PlainItemWorkload<I, O> extends ItemWorkload<I, O>, ItemWork<I, O> {
    @Override
    default ItemWork<I, O> openItems(Resources resources) {
        return this;
    }
}
