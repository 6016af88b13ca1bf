package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Resources.Registers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a lease needs of the registers in which it is stored.
abstract class LeaseContract {
    // The register expires by this time, so the time is the real one.
    private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private final String target = UUID.randomUUID().toString();

    abstract Registers registers();

    private Leases leases(String task, Registers registers) {
        return new Leases(registers, task, "execution", 200, clock);
    }

    private Leases leases(String task) {
        return leases(task, registers());
    }

    private static HeldLease taken(Leases.Answer answer) {
        assertThat(answer).isInstanceOf(Leases.Answer.Taken.class);
        return ((Leases.Answer.Taken) answer).lease();
    }

    @Test
    void aFreeLeaseIsTakenAndAHeldOneIsRefused() {
        long end = taken(leases("a").take(target)).lease().end();

        assertThat(leases("b").take(target)).isEqualTo(new Leases.Answer.Refused(end, false));
    }

    @Test
    void aReleasedLeaseIsTakenAndTheFenceGrows() {
        HeldLease first = taken(leases("a").take(target));
        leases("a").release(target, first, millis.get() + 7);

        HeldLease second = taken(leases("b").take(target));

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(second.lease().last()).isEqualTo(millis.get() + 7);
    }

    @Test
    void anExpiredLeaseIsTakenAndItsHolderCannotRenewIt() {
        HeldLease first = taken(leases("a").take(target));
        millis.addAndGet(Lease.LENGTH.toMillis());

        HeldLease second = taken(leases("b").take(target));

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(leases("a").renew(target, first, 0)).isFalse();
        assertThat(leases("b").renew(target, second, 0)).isTrue();
    }

    @Test
    void aRenewedLeaseIsHeldForLonger() {
        HeldLease lease = taken(leases("a").take(target));
        millis.addAndGet(10_000);
        assertThat(leases("a").renew(target, lease, 0)).isTrue();
        millis.addAndGet(29_999);

        assertThat(leases("b").take(target)).isInstanceOf(Leases.Answer.Refused.class);
    }

    @Test
    void onlyOneOfTwoWritesOfAVersionSucceeds() {
        String name = Leases.name(target);
        Instant expires = Instant.ofEpochMilli(millis.get() + 86_400_000);

        assertThat(registers().replace(name, "one", 0, expires)).isTrue();
        assertThat(registers().replace(name, "other", 0, expires)).isFalse();
        assertThat(registers().replace(name, "two", 1, expires)).isTrue();
        assertThat(registers().replace(name, "other", 1, expires)).isFalse();
        assertThat(registers().read(name)).hasValue(new Registers.Register("two", 2));
        assertThat(registers().read("none")).isEmpty();
    }

    @Test
    void aWriteWhoseAnswerWasLostCounts() {
        Leases unanswered = leases("a", new Unanswered(registers(), true));
        HeldLease lease = taken(unanswered.take(target));
        assertThat(leases("b").take(target)).isInstanceOf(Leases.Answer.Refused.class);

        millis.addAndGet(10_000);
        assertThat(unanswered.renew(target, lease, 0)).isTrue();
        assertThat(leases("a").renew(target, lease, 0)).isTrue();
        unanswered.release(target, lease, millis.get());
        taken(leases("b").take(target));
    }

    @Test
    void aWriteThatFailedIsNoLease() {
        Leases failing = leases("a", new Unanswered(registers(), false));

        assertThatThrownBy(() -> failing.take(target)).isInstanceOf(IllegalStateException.class);
        taken(leases("b").take(target));
    }

    /// Registers whose writes throw.
    private record Unanswered(Registers registers, boolean isWriting) implements Registers {
        @Override
        public Optional<Register> read(String name) {
            return registers.read(name);
        }

        @Override
        public boolean replace(String name, String text, long version, Instant expires) {
            if (isWriting) {
                registers.replace(name, text, version, expires);
            }
            throw new IllegalStateException("no answer");
        }
    }
}
