package dev.fanfold.workloads.tabulate;

import org.jspecify.annotations.Nullable;

/// How many different values there were: their hashes while they are few, and then the count is
/// exact; [Registers] when there are more than [#MOST], and then it is an estimate.
///
/// Hashes only ever become more, so which of the two it is, is no matter of order.
final class Distinct {
    /// More different values than this become registers.
    static final int MOST = 4_096;

    private LongCounts hashes = new LongCounts();
    private @Nullable Registers registers;

    /// Of these registers.
    static Distinct of(Registers registers) {
        var distinct = new Distinct();
        distinct.registers = registers;
        return distinct;
    }

    /// Sees a value whose hash is this.
    void see(long hash) {
        Registers many = registers;
        if (many != null) {
            many.see(hash);
        } else if (hashes.add(hash, 1) && hashes.size() > MOST) {
            spread();
        }
    }

    void plus(Distinct other) {
        Registers theirs = other.registers;
        if (theirs == null) {
            for (long hash : other.hashes.sortedKeys()) {
                see(hash);
            }
        } else {
            spread().plus(theirs);
        }
    }

    private Registers spread() {
        Registers many = registers;
        if (many == null) {
            many = new Registers();
            for (long hash : hashes.sortedKeys()) {
                many.see(hash);
            }
            registers = many;
            hashes = new LongCounts();
        }
        return many;
    }

    long count() {
        Registers many = registers;
        return many == null ? hashes.size() : many.estimate();
    }

    /// The hashes, ascending; none when there are registers.
    long[] hashes() {
        return hashes.sortedKeys();
    }

    /// The registers; null while hashes are kept.
    @Nullable Registers registers() {
        return registers;
    }

    /// About how much memory it takes, in bytes.
    long weight() {
        return registers == null ? 32L * hashes.size() : Registers.COUNT;
    }
}
