package dev.fanfold.engine.plan;

import java.util.Arrays;

/// Where groups of items start in their object: byte offsets, ascending.
public final class ItemIndex {
    private final long[] offsets;

    public ItemIndex(long[] offsets) {
        this.offsets = offsets.clone();
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] <= offsets[i - 1]) {
                throw new IllegalArgumentException(
                        "offset " + offsets[i] + " does not follow " + offsets[i - 1]);
            }
        }
    }

    /// The offset at which group `group` starts.
    public long offset(int group) {
        return offsets[group];
    }

    public long[] toArray() {
        return offsets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemIndex that && Arrays.equals(offsets, that.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        return offsets.length + " groups of items";
    }
}
