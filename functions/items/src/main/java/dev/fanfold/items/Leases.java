package dev.fanfold.items;

import dev.fanfold.workload.Resources.Registers;
import dev.fanfold.workload.Resources.Registers.Register;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Takes, renews and releases the leases of targets for one execution of a task.
///
/// Each write is conditional on the version of the register that was read. If the answer of a write
/// is lost, the register is read again, and has this execution as the holder if it was written.
final class Leases {
    private final Registers registers;
    private final String task;
    private final String holder;
    private final long spacing;
    private final InstantSource clock;

    /// @param task what the executions of the task have in common, without white space and colons
    /// @param execution a text that no other execution has, without white space
    /// @param spacing the minimum time between two calls for a target, in milliseconds
    Leases(Registers registers, String task, String execution, long spacing, InstantSource clock) {
        this.registers = registers;
        this.task = task;
        this.holder = Lease.holder(task, execution);
        this.spacing = spacing;
        this.clock = clock;
    }

    /// What became of an attempt to take a lease.
    sealed interface Answer {
        record Taken(HeldLease lease) implements Answer {}

        /// Another execution holds the lease.
        ///
        /// @param end when its lease ends, if it is not renewed
        /// @param isOfTask whether that is another execution of the same task
        record Refused(long end, boolean isOfTask) implements Answer {}
    }

    Answer take(String target) {
        long now = clock.millis();
        Optional<Register> stored = registers.read(name(target));
        Optional<Lease> before = stored.map(register -> Lease.parse(register.text()));
        boolean isOwn = before.filter(this::isOwn).isPresent();
        if (before.isPresent() && !isOwn && !before.get().isFree(now)) {
            return refused(before.get());
        }
        Lease taken =
                before.map(lease ->
                                // It may have called the target since it was written.
                                isOwn ? lease.renewed(now, now) : lease.takenBy(holder, now))
                        .orElseGet(() -> Lease.first(holder, now));
        return write(target, taken, stored.map(Register::version).orElse(0L));
    }

    private Answer write(String target, Lease taken, long version) {
        boolean isWritten;
        try {
            isWritten = replace(target, taken, version);
        } catch (RuntimeException e) {
            if (stored(target) instanceof Answer.Taken own) {
                return own;
            }
            throw e;
        }
        return isWritten
                ? new Answer.Taken(new HeldLease(taken, version + 1, clock))
                : stored(target);
    }

    // What the register says after a write whose answer may be wrong.
    private Answer stored(String target) {
        Optional<Register> stored = registers.read(name(target));
        if (stored.isEmpty()) {
            return new Answer.Refused(clock.millis(), false);
        }
        Lease lease = Lease.parse(stored.get().text());
        return isOwn(lease)
                ? new Answer.Taken(new HeldLease(lease, stored.get().version(), clock))
                : refused(lease);
    }

    private Answer refused(Lease other) {
        return new Answer.Refused(other.end(), other.isOf(task));
    }

    /// Renews a lease. If the answer of the write is lost, the register says whether it succeeded.
    /// If it failed, the lease ends when it would have ended without it.
    ///
    /// @param last the start of the last call for the target; 0 if there was none
    /// @return whether this execution still holds it
    boolean renew(String target, HeldLease held, long last) {
        Lease renewed = held.lease().renewed(clock.millis(), last);
        try {
            if (isWritten(target, renewed, held.version())) {
                held.stored(renewed, held.version() + 1);
                return true;
            }
            Optional<Register> stored = registers.read(name(target));
            Optional<Lease> lease =
                    stored.map(register -> Lease.parse(register.text())).filter(this::isOwn);
            lease.ifPresent(own -> held.stored(own, stored.orElseThrow().version()));
            return lease.isPresent();
        } catch (RuntimeException e) {
            return held.allows(clock.millis()); // the next renewal reads the register again
        }
    }

    // False also if the answer was lost.
    private boolean isWritten(String target, Lease lease, long version) {
        try {
            return replace(target, lease, version);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /// Releases a lease. The time of the last call stays in the register. If the write fails, the
    /// lease ends by its time.
    void release(String target, HeldLease held, long last) {
        isWritten(target, held.lease().released(last), held.version());
    }

    private boolean replace(String target, Lease lease, long version) {
        return registers.replace(
                name(target), lease.text(), version, lease.expires(clock.millis(), spacing));
    }

    private boolean isOwn(Lease lease) {
        return lease.holder().equals(holder);
    }

    /// The name of the register of a target.
    static String name(String target) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(target.getBytes(StandardCharsets.UTF_8));
            return "lease#" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
