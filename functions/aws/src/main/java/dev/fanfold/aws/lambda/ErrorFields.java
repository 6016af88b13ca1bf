package dev.fanfold.aws.lambda;

import dev.fanfold.engine.outcome.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// The members of a log line about a failure: its class, the class of its root cause, AWS's error
/// code and HTTP status, the first frames of its root cause, its trace, and the hash by which a job
/// groups its losses.
///
/// The message of a failure is included only if it was thrown in one of three packages of the
/// engine, whose messages are about jobs and their states. Messages of workloads, readers and
/// services are left out, because they may quote input.
final class ErrorFields {
    // Exceptions that are thrown in these packages and reach a handler have messages that quote no
    // input. A MergeFailedException quotes the workload, but the engine catches it.
    private static final Set<String> QUOTES_NOTHING =
            Set.of("dev.fanfold.engine", "dev.fanfold.engine.fold", "dev.fanfold.engine.job");
    private static final int MAX_FRAMES = 6;
    private static final int MAX_DEPTH = 20;

    private ErrorFields() {}

    static Map<String, Object> of(Throwable failure) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", failure.getClass().getName());
        try {
            addDescription(fields, failure);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError unreadable) {
            // A method of a workload's exception may throw. The line is written anyway.
            fields.put("unreadable", unreadable.getClass().getName());
        }
        Trace trace = Trace.withoutMessages(failure);
        fields.put("hash", trace.hash());
        fields.put("trace", trace.text());
        return fields;
    }

    private static void addDescription(Map<String, Object> fields, Throwable failure) {
        Throwable root = rootCause(failure);
        if (hasSafeMessage(failure) && failure.getMessage() != null) {
            fields.put("message", failure.getMessage());
        }
        if (failure.getCause() != null) {
            fields.put("cause", root.getClass().getName());
        }
        if (root instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            fields.put("code", String.valueOf(refused.awsErrorDetails().errorCode()));
            fields.put("status", refused.statusCode());
        }
        fields.put("at", frames(root));
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < MAX_DEPTH; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean hasSafeMessage(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length > 0 && QUOTES_NOTHING.contains(packageOf(frames[0].getClassName()));
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    private static List<String> frames(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(MAX_FRAMES)
                .map(frame ->
                        frame.getClassName()
                                + "."
                                + frame.getMethodName()
                                + ":"
                                + frame.getLineNumber())
                .toList();
    }
}
