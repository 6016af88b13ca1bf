package dev.fanfold.simulator.service;

import java.util.random.RandomGenerator;

/// As much as may be, so that a batch holds all that is there; and no fault comes up.
final class Largest implements RandomGenerator {
    @Override
    public long nextLong() {
        return Long.MAX_VALUE;
    }

    @Override
    public int nextInt(int bound) {
        return bound - 1;
    }

    @Override
    public long nextLong(long bound) {
        return bound - 1;
    }

    @Override
    public double nextDouble() {
        return 1;
    }
}
