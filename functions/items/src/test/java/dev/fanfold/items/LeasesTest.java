package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Resources.Registers;
import dev.fanfold.workload.Resources.Registers.Register;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tests who holds the lease of a target, and what its next holder knows.
class LeasesTest {
    private static final long START = 1_000_000;
    private final AtomicLong millis = new AtomicLong(START);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private final Registers registers = Resources.of(Map.of()).registers();
    private final Leases first = leases(registers, "a", "1");
    private final Leases second = leases(registers, "b", "2");

    private Leases leases(Registers store, String task, String execution) {
        return new Leases(store, task, execution, 200, clock);
    }

    @Test
    void onlyOneExecutionHoldsALease() {
        HeldLease lease = taken(first.take("t"));

        assertThat(second.take("t")).isEqualTo(new Leases.Answer.Refused(START + 30_000, false));
        assertThat(leases(registers, "a", "3").take("t"))
                .isEqualTo(new Leases.Answer.Refused(START + 30_000, true));
        assertThat(taken(second.take("other")).fence()).isPositive();
        assertThat(lease.lease().end()).isEqualTo(START + 30_000);
    }

    @Test
    void twoThatReadTheSameRegisterDoNotBothTakeIt() {
        taken(first.take("t"));
        millis.addAndGet(30_000);
        Register before = registers.read(Leases.name("t")).orElseThrow();
        Leases late = leases(new StaleOnce(registers, Optional.of(before)), "b", "2");
        HeldLease lease = taken(leases(registers, "c", "3").take("t"));

        assertThat(late.take("t")).isInstanceOf(Leases.Answer.Refused.class);
        assertThat(lease.lease().holder()).isEqualTo("c:3");
        Leases lateForNew = leases(new StaleOnce(registers, Optional.empty()), "b", "4");
        assertThat(lateForNew.take("t")).isInstanceOf(Leases.Answer.Refused.class);
    }

    @Test
    void aReleasedLeaseIsFreeAndKeepsTheTimeOfTheLastCall() {
        HeldLease lease = taken(first.take("t"));
        first.release("t", lease, START + 5);

        HeldLease next = taken(second.take("t"));
        assertThat(next.lease().last()).isEqualTo(START + 5);
    }

    @Test
    void anEndedLeaseIsFreeAndItsHolderMayHaveCalledUntilItsEnd() {
        taken(first.take("t"));

        millis.set(START + 29_999);
        assertThat(second.take("t")).isInstanceOf(Leases.Answer.Refused.class);
        millis.set(START + 30_000);
        assertThat(taken(second.take("t")).lease().last()).isEqualTo(START + 30_000);
    }

    @Test
    void aRenewedLeaseEndsLater() {
        HeldLease lease = taken(first.take("t"));
        millis.set(START + 10_000);

        assertThat(first.renew("t", lease, START + 9_000)).isTrue();

        assertThat(lease.lease().end()).isEqualTo(START + 40_000);
        millis.set(START + 39_999);
        assertThat(second.take("t")).isInstanceOf(Leases.Answer.Refused.class);
        assertThat(first.renew("t", lease, START + 9_000)).isTrue();
    }

    @Test
    void aLeaseThatAnotherHasTakenIsNotRenewedAndNotReleased() {
        HeldLease lease = taken(first.take("t"));
        millis.set(START + 30_000);
        HeldLease next = taken(second.take("t"));

        assertThat(first.renew("t", lease, START)).isFalse();
        first.release("t", lease, START);

        assertThat(second.renew("t", next, START)).isTrue();
        assertThat(leases(registers, "c", "3").take("t")).isInstanceOf(Leases.Answer.Refused.class);
    }

    @Test
    void theFenceGrowsWithEachHolderAndNotWithARenewal() {
        long fence = 0;
        for (int holder = 0; holder < 5; holder++) {
            Leases leases = leases(registers, "task" + holder, "x");
            HeldLease lease = taken(leases.take("t"));
            assertThat(lease.fence()).isGreaterThan(fence);
            fence = lease.fence();
            leases.renew("t", lease, 0);
            assertThat(lease.fence()).isEqualTo(fence);
            if (holder % 2 == 0) {
                leases.release("t", lease, 0);
            } else {
                millis.addAndGet(30_000);
            }
        }
        // After the register was deleted, because it had expired.
        millis.addAndGet(86_400_000);
        assertThat(taken(leases(Resources.of(Map.of()).registers(), "z", "z").take("t")).fence())
                .isGreaterThan(fence);
    }

    @Test
    void aPermitRefusesInTheMarginBeforeTheEnd() throws Exception {
        HeldLease lease = taken(first.take("t"));

        millis.set(START + 19_999);
        lease.check();
        millis.set(START + 20_000);
        assertThatThrownBy(lease::check).isInstanceOf(LeaseEndedException.class);
    }

    @Test
    void aWriteWhoseAnswerWasLostCounts() {
        for (boolean throwing : new boolean[] {true, false}) {
            String target = "t" + throwing;
            var unanswered = new Unanswered(registers, throwing, true);
            Leases leases = leases(unanswered, "a", "1");
            HeldLease lease = taken(leases.take(target));
            assertThat(second.take(target)).isInstanceOf(Leases.Answer.Refused.class);

            millis.addAndGet(10_000);
            assertThat(leases.renew(target, lease, START)).isTrue();
            millis.addAndGet(10_000);
            assertThat(leases.renew(target, lease, START)).isTrue();
            assertThat(second.take(target)).isInstanceOf(Leases.Answer.Refused.class);
            leases.release(target, lease, START + 9);
            assertThat(taken(second.take(target)).lease().last()).isEqualTo(START + 9);
        }
    }

    @Test
    void aFailedWriteIsNoLease() {
        Leases leases = leases(new Unanswered(registers, true, false), "a", "1");

        assertThatThrownBy(() -> leases.take("t")).isInstanceOf(IllegalStateException.class);
        taken(second.take("t"));
    }

    @Test
    void aRegisterIsKeptWhileItMatters() {
        Lease lease = new Lease("a:1", 7, START + 30_000, START);

        assertThat(lease.expires(START, 0).toEpochMilli()).isEqualTo(START + 86_430_000);
        assertThat(lease.released(START).expires(START, 3_600_000).toEpochMilli())
                .isEqualTo(START + 90_000_000);
        assertThat(Lease.parse(lease.text())).isEqualTo(lease);
    }

    private static HeldLease taken(Leases.Answer answer) {
        assertThat(answer).isInstanceOf(Leases.Answer.Taken.class);
        return ((Leases.Answer.Taken) answer).lease();
    }

    /// Registers whose first read returns an earlier state.
    private static final class StaleOnce implements Registers {
        private final Registers registers;
        private final Optional<Register> before;
        private boolean isRead;

        StaleOnce(Registers registers, Optional<Register> before) {
            this.registers = registers;
            this.before = before;
        }

        @Override
        public Optional<Register> read(String name) {
            Optional<Register> found = isRead ? registers.read(name) : before;
            isRead = true;
            return found;
        }

        @Override
        public boolean replace(String name, String text, long version, Instant expires) {
            return registers.replace(name, text, version, expires);
        }
    }

    /// Registers whose writes throw or return false, whether they succeed or not.
    private record Unanswered(Registers registers, boolean isThrowing, boolean isWriting)
            implements Registers {
        @Override
        public Optional<Register> read(String name) {
            return registers.read(name);
        }

        @Override
        public boolean replace(String name, String text, long version, Instant expires) {
            if (isWriting) {
                registers.replace(name, text, version, expires);
            }
            if (isThrowing) {
                throw new IllegalStateException("no answer");
            }
            return false;
        }
    }
}
