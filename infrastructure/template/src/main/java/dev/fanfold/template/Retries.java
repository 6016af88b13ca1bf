package dev.fanfold.template;

import java.time.Duration;

/// How Lambda retries a failed asynchronous invocation:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
///
/// @param max the maximum number of retries
/// @param age the maximum time between the event and its last retry
public record Retries(int max, Duration age) {
    private static final int MAX_SECONDS = 21_600;

    static Retries of(Properties function) {
        return function.part("EventInvokeConfig", KnownParts.ASYNCHRONOUS)
                .map(config ->
                        new Retries(
                                config.integer("MaximumRetryAttempts", 2, 0, 2),
                                Duration.ofSeconds(
                                        config.integer(
                                                "MaximumEventAgeInSeconds",
                                                MAX_SECONDS,
                                                60,
                                                MAX_SECONDS))))
                .orElse(new Retries(2, Duration.ofSeconds(MAX_SECONDS)));
    }
}
