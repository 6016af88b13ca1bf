package dev.fanfold.items;

import java.time.InstantSource;

/// A lease that this execution holds, and the version of its register. Several threads may ask
/// whether it still allows a call.
final class HeldLease implements Permit {
    private final InstantSource clock;
    private volatile Lease lease;
    private long version;

    HeldLease(Lease lease, long version, InstantSource clock) {
        this.lease = lease;
        this.version = version;
        this.clock = clock;
    }

    Lease lease() {
        return lease;
    }

    long version() {
        return version;
    }

    /// Records that this lease is stored with this version.
    void stored(Lease newLease, long newVersion) {
        lease = newLease;
        version = newVersion;
    }

    /// Whether a call may start.
    boolean allows(long now) {
        return now < lease.end() - Lease.MARGIN.toMillis();
    }

    /// When the lease is to be renewed.
    long renewAt() {
        return lease.end() - Lease.RENEWAL.toMillis();
    }

    @Override
    public long fence() {
        return lease.fence();
    }

    @Override
    public void check() throws LeaseEndedException {
        if (!allows(clock.millis())) {
            throw new LeaseEndedException(
                    "the lease of the target ends at %d, so no request may be sent"
                            .formatted(lease.end()));
        }
    }
}
