package dev.fanfold.testing;

import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Workload;
import java.util.Optional;

/// The laws of the answer: it is JSON, two runs agree on it, and it does not change if partial
/// results pass through the codec.
///
/// @param <P> the workload's partial result
final class AnswerLaws<P> {
    /// A job has at most a million tasks, about 2^20.
    private static final int MAX_DOUBLINGS = 20;

    private static final int MAX_DOUBLED_BYTES = 1 << 20;
    private final LawCheck<P> check;
    private final Workload<P> workload;

    AnswerLaws(LawCheck<P> check, Workload<P> workload) {
        this.check = check;
        this.workload = workload;
    }

    /// @param first an opened job
    /// @param second the same job, opened separately
    /// @param valid whether the job must have an answer, unless it rejects its input
    Optional<Broken> check(OpenedJob<P> first, OpenedJob<P> second, boolean valid) {
        try {
            String direct = first.finish(total(first, false));
            P total = total(second, true);
            byte[] bytes = check.codec().encode(total);
            if (bytes.length > check.maxPartial()) {
                return Optional.of(check.tooLarge("the total", bytes));
            }
            String again = second.finish(total(second, false));
            return different(Law.RUNS_AGREE, direct, "in a second run", again)
                    .or(() -> json(direct))
                    .or(() -> kept(second, direct, total))
                    .or(() -> doubled(second, bytes));
        } catch (InvalidInputException | PermanentFailureException atFault) {
            return Optional.empty();
        } catch (Exception e) {
            return valid
                    ? Optional.of(new Broken(Law.TASKS_END, "the job threw " + e))
                    : Optional.empty();
        }
    }

    private P total(OpenedJob<P> job, boolean encoded) throws Exception {
        P total = workload.empty();
        for (int task = 0; task < job.plan().tasks(); task++) {
            P partial = job.work(task, 1).partial();
            total =
                    encoded
                            ? workload.merge(copy(total), copy(partial))
                            : workload.merge(total, partial);
        }
        return total;
    }

    private P copy(P value) {
        return check.codec().decode(check.codec().encode(value));
    }

    private Optional<Broken> kept(OpenedJob<P> job, String direct, P total) {
        try {
            return different(
                    Law.CODEC_KEEPS, direct, "from encoded results", job.finish(copy(total)));
        } catch (Exception e) {
            return Optional.of(new Broken(Law.CODEC_KEEPS, "finish of encoded results threw " + e));
        }
    }

    // Simulates the total of up to a million such tasks, because few test inputs are that large.
    private Optional<Broken> doubled(OpenedJob<P> job, byte[] total) {
        byte[] bytes = total;
        for (int i = 0; i < MAX_DOUBLINGS && bytes.length <= MAX_DOUBLED_BYTES; i++) {
            try {
                P half = check.codec().decode(bytes);
                P whole = workload.merge(half, check.codec().decode(bytes));
                bytes = check.codec().encode(whole);
                Optional<Broken> broken =
                        different(
                                Law.CODEC_KEEPS,
                                job.finish(whole),
                                "after the total passed through the codec",
                                job.finish(check.codec().decode(bytes)));
                if (broken.isPresent()) {
                    return broken;
                }
            } catch (Exception tooMuch) { // for example a sum that overflows
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Broken> different(Law law, String answer, String when, String other) {
        String one = check.measured().without(answer).stripTrailing();
        String two = check.measured().without(other).stripTrailing();
        return one.equals(two)
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                law,
                                "the answer is %s; %s it is %s"
                                        .formatted(
                                                InputLines.shown(one, two),
                                                when,
                                                InputLines.shown(two, one))));
    }

    private static Optional<Broken> json(String answer) {
        try {
            Json.read("the answer", "{\"answer\":" + answer + "}");
            return Optional.empty();
        } catch (UnreadableMessageException e) {
            return Optional.of(new Broken(Law.ANSWER_IS_JSON, "it is " + InputLines.shown(answer)));
        }
    }
}
