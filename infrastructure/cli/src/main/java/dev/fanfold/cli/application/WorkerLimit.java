package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The maximum number of workers that run at the same time on the local cloud.
///
/// @param workers empty for the template's own maximum
/// @param note says why it is not the wanted number; empty if it is
public record WorkerLimit(OptionalInt workers, Optional<String> note) {
    /// The template's parameter with the maximum number of concurrent workers.
    static final String PARAMETER = "WorkerConcurrency";

    /// Lambda's limits for the concurrency of a queue's workers:
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    private static final int MIN_WORKERS = 2;

    private static final int MAX_WORKERS = 1_000;

    /// The wanted number, or the nearest one that Lambda allows. If the template does not allow it,
    /// the template's own maximum.
    ///
    /// @throws InvalidInputException if the template is invalid
    public static WorkerLimit of(TemplateFiles template, OptionalInt wanted) {
        if (wanted.isEmpty()) {
            return new WorkerLimit(wanted, Optional.empty());
        }
        int allowed = Math.clamp(wanted.getAsInt(), MIN_WORKERS, MAX_WORKERS);
        try {
            template.declared(parameters(OptionalInt.of(allowed)), queue -> queue);
            return new WorkerLimit(
                    OptionalInt.of(allowed),
                    allowed == wanted.getAsInt() ? Optional.empty() : Optional.of(note(allowed)));
        } catch (TemplateException e) {
            check(template);
            return new WorkerLimit(
                    OptionalInt.empty(),
                    Optional.of(
                            "the template's own maximum of concurrent workers applies, not %s: %s"
                                    .formatted(Figures.count(allowed), e.getMessage())));
        }
    }

    private static String note(int allowed) {
        return "up to %s workers run at the same time, because Lambda allows %d to %s; the plan is cut as --workers says"
                .formatted(Figures.count(allowed), MIN_WORKERS, Figures.count(MAX_WORKERS));
    }

    // An invalid template is an error. It does not just lack the parameter.
    private static void check(TemplateFiles template) {
        try {
            template.declared(Map.of(), queue -> queue);
        } catch (TemplateException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /// The template's parameters with this maximum.
    static Map<String, String> parameters(OptionalInt workers) {
        return workers.isEmpty()
                ? Map.of()
                : Map.of(PARAMETER, Integer.toString(workers.getAsInt()));
    }
}
