package dev.fanfold.simulator.check;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.port.WorkMessage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that no more tasks of a job run in parallel than its option `concurrency` allows.
///
/// One task more may run for each message that is delivered again, because its first receiver may
/// still run it, and for each chain that is resent. Tasks of an earlier epoch may still run when a
/// redrive starts the next one.
final class WindowWitness {
    private static final String RESENT = "resent-";
    private final Promises promises;
    private final Set<String> received = new HashSet<>();
    private int running;
    private long extra;

    WindowWitness(Promises promises) {
        this.promises = promises;
    }

    /// A message of the job is sent.
    ///
    /// @param row the job's row, null while there is none
    void sent(WorkMessage message, @Nullable Job row) {
        if (row == null || limit(row) == 0 || !(message instanceof WorkMessage.Tasks tasks)) {
            return;
        }
        Chain chain = tasks.chain();
        if (chain == null) {
            promises.violated("I18", "a message has no place in a chain: " + tasks);
        } else if (chain.step() == 0 && chain.id().startsWith(RESENT)) {
            extra++;
        }
    }

    /// A message of the job is received.
    ///
    /// @param id the id that the queue gave the message
    void received(String id) {
        extra += received.add(id) ? 0 : 1;
    }

    /// The row is written.
    void written(@Nullable Job before, Job now) {
        boolean isNewEpoch =
                before != null
                        && before.round().number() == now.round().number()
                        && before.epoch() != now.epoch();
        extra += isNewEpoch ? limit(now) : 0;
    }

    void started(@Nullable Job row) {
        running++;
        if (row != null && limit(row) > 0 && running > limit(row) + extra) {
            promises.violated(
                    "I18",
                    "%d tasks run in parallel, %d allowed and %d for messages delivered or sent again"
                            .formatted(running, limit(row), extra));
        }
    }

    void ended() {
        running--;
    }

    private static int limit(Job row) {
        return row.request().options().concurrency();
    }
}
