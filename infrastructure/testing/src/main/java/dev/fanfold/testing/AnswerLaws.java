package dev.fanfold.testing;

import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks the laws of the answer of a round.
///
/// The answer is JSON, two runs return the same answer, and the answer does not change if the
/// partial results are encoded and decoded. The same laws hold for the input of a further round.
///
/// @param <P> the workload's partial result
final class AnswerLaws<P> {
    /// A job has at most a million tasks, which is about 2^20.
    private static final int MAX_DOUBLINGS = 20;

    /// A larger total is not doubled again, because the total of each doubling may be twice as
    /// large.
    private static final int MAX_DOUBLED_BYTES = 1 << 20;

    private final LawCheck<P> check;
    private final Workload<P> workload;
    private final RedriveLaws<P> redrives;
    private Optional<Planning> next = Optional.empty();
    private Supplier<Outputs> outputs = () -> Outputs.NONE;

    AnswerLaws(LawCheck<P> check, Workload<P> workload) {
        this.check = check;
        this.workload = workload;
        this.redrives = new RedriveLaws<>(check);
    }

    /// The planning of the next round, which the finish or a redrive starts; empty before [#check]
    /// and if there is no next round.
    Optional<Planning> next() {
        return next.or(redrives::next);
    }

    /// The outputs of the checked round.
    Outputs outputs() {
        return outputs.get();
    }

    /// Checks one round of a job. Returns the first broken law; empty if there is none.
    ///
    /// @param first the opened round
    /// @param second the same round, opened separately
    /// @param valid whether the workload must accept the input; if not, an exception breaks no law
    Optional<Broken> check(OpenedJob<P> first, OpenedJob<P> second, boolean valid) {
        outputs = first::outputs;
        try {
            String direct = finish(first, mergeAll(first, false));
            P total = mergeAll(second, true);
            byte[] bytes = check.codec().encode(total);
            if (bytes.length > check.maxPartial()) {
                return Optional.of(check.tooLarge("the total", bytes));
            }
            String repeated = second.finishText(mergeAll(second, false));
            return compare(Law.RUNS_AGREE, direct, "in a second run", repeated)
                    .or(() -> checkJson(direct))
                    .or(() -> checkCodec(second, direct, total))
                    .or(() -> checkDoubledTotal(second, bytes))
                    // Only a job with an answer is redriven to a further round.
                    .or(() ->
                            next.isPresent()
                                    ? Optional.empty()
                                    : redrives.check(first, second, bytes));
        } catch (InvalidInputException | PermanentFailureException rejected) {
            return Optional.empty();
        } catch (Exception e) {
            return valid
                    ? Optional.of(new Broken(Law.TASKS_END, "the job threw " + e))
                    : Optional.empty();
        }
    }

    private String finish(OpenedJob<P> job, P total) throws Exception {
        byte[] folded = check.codec().encode(total);
        Finished finished = job.finish(total);
        next =
                finished instanceof Finished.Next further
                        ? Optional.of(job.next(further, folded))
                        : Optional.empty();
        return OpenedJob.text(finished);
    }

    private P mergeAll(OpenedJob<P> job, boolean encoded) throws Exception {
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

    private Optional<Broken> checkCodec(OpenedJob<P> job, String direct, P total) {
        try {
            return compare(
                    Law.CODEC_KEEPS, direct, "from encoded results", job.finishText(copy(total)));
        } catch (Exception e) {
            return Optional.of(new Broken(Law.CODEC_KEEPS, "finish of encoded results threw " + e));
        }
    }

    // Merges the total with itself repeatedly. This simulates the total of a million tasks, because
    // test inputs are rarely that large.
    private Optional<Broken> checkDoubledTotal(OpenedJob<P> job, byte[] total) {
        byte[] bytes = total;
        for (int i = 0; i < MAX_DOUBLINGS && bytes.length <= MAX_DOUBLED_BYTES; i++) {
            try {
                P value = check.codec().decode(bytes);
                P doubled = workload.merge(value, check.codec().decode(bytes));
                bytes = check.codec().encode(doubled);
                Optional<Broken> broken =
                        compare(
                                Law.CODEC_KEEPS,
                                job.finishText(doubled),
                                "after the total passed through the codec",
                                job.finishText(check.codec().decode(bytes)));
                if (broken.isPresent()) {
                    return broken;
                }
            } catch (Exception cannotDouble) { // for example, a sum overflows
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Broken> compare(Law law, String answer, String condition, String other) {
        String firstText = check.measured().without(answer).stripTrailing();
        String secondText = check.measured().without(other).stripTrailing();
        return firstText.equals(secondText)
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                law,
                                "the answer is %s; %s it is %s"
                                        .formatted(
                                                InputLines.shortened(firstText, secondText),
                                                condition,
                                                InputLines.shortened(secondText, firstText))));
    }

    private static Optional<Broken> checkJson(String answer) {
        try {
            Json.read("the answer", "{\"answer\":" + answer + "}");
            return Optional.empty();
        } catch (UnreadableMessageException e) {
            return Optional.of(
                    new Broken(Law.ANSWER_IS_JSON, "it is " + InputLines.shortened(answer)));
        }
    }
}
