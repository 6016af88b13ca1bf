package dev.fanfold.testing;

import dev.fanfold.messages.Json;
import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Work.Finished.Next;
import java.util.Arrays;
import java.util.Optional;

/// Checks the law of redrives that start a further round: from equal totals the workload starts the
/// same round, and it does not change the total.
///
/// @param <P> the workload's partial result
final class RedriveLaws<P> {
    private final LawCheck<P> check;
    private Optional<Planning> next = Optional.empty();

    RedriveLaws(LawCheck<P> check) {
        this.check = check;
    }

    /// The planning of the further round; empty before [#check] and if there is no such round.
    Optional<Planning> next() {
        return next;
    }

    /// Checks the redrive of a job whose last round ended with this total. Returns the broken law;
    /// empty if the law holds.
    ///
    /// @param first the opened round
    /// @param second the same round, opened separately
    /// @param total the encoded total
    Optional<Broken> check(OpenedJob<P> first, OpenedJob<P> second, byte[] total) {
        P value = check.codec().decode(total);
        Optional<Next> started = redriven(first, value);
        byte[] after = check.codec().encode(value);
        String once = text(started);
        String again = text(redriven(second, check.codec().decode(total)));
        if (!Arrays.equals(total, after)) {
            return Optional.of(
                    new Broken(Law.REDRIVE_IS_PURE, "it changed the total, and started " + once));
        }
        next = started.map(round -> first.next(round, total));
        return once.equals(again)
                ? Optional.empty()
                : Optional.of(LawCheck.different(Law.REDRIVE_IS_PURE, once, again));
    }

    // If the workload throws, it refuses the redrive.
    private Optional<Next> redriven(OpenedJob<P> job, P total) {
        try {
            return job.redrive(total);
        } catch (Exception refused) {
            return Optional.empty();
        }
    }

    // The time of the round is left out, because it may depend on the clock.
    private static String text(Optional<Next> started) {
        return started.map(round ->
                        "{\"input\": %s, \"again\": {\"read\": %d, \"rejected\": %d}}"
                                .formatted(
                                        Json.text(round.input()),
                                        round.again().read(),
                                        round.again().rejected()))
                .orElse("no round");
    }
}
