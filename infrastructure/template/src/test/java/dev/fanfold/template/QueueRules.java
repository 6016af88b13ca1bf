package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;
import static dev.fanfold.template.Rule.without;

import dev.fanfold.template.Application.Mapping;
import dev.fanfold.template.Application.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules about queues and their consumers.
final class QueueRules {
    private static final Duration WORK_RETENTION = Duration.ofDays(4);
    static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    private static final String PARTIAL = "ReportBatchItemFailures";

    static final List<Rule> ALL =
            List.of(
                    that(
                            "a message stays hidden for 6 timeouts of its function and the window",
                            QueueRules::visibility,
                            change("(VisibilityTimeout: )\\d+", "$1 179"),
                            change("(VisibilityTimeout: )!FindInMap.*", "$1 719"),
                            change("(\"\\d+\": )\\d+", "$1 179"),
                            change("(\"900\": )\\d+", "$1 5399"),
                            change(
                                    "(      Timeout: )\\d+(?=\n( {6}.*\n)*? {10}Type: SQS)",
                                    "$1 121"),
                            change("(MaximumBatchingWindowInSeconds: )0(?=\n +Func)", "$1 1"),
                            without("VisibilityTimeout")),
                    that(
                            "a message is received 5 times before it is a dead letter",
                            QueueRules::receives,
                            change("maxReceiveCount: 5", "maxReceiveCount: 4"),
                            change("RedrivePolicy:\n.*\n.*\n", "")),
                    that(
                            "work is kept 4 days, dead letters 14",
                            QueueRules::retention,
                            change(
                                    "MessageRetentionPeriod: 345600",
                                    "MessageRetentionPeriod: 1209600"),
                            change(
                                    "MessageRetentionPeriod: 1209600",
                                    "MessageRetentionPeriod: 345600"),
                            without("MessageRetentionPeriod")),
                    that(
                            "every queue's mapping limits its concurrency",
                            QueueRules::concurrency,
                            change(" +ScalingConfig:\n.*\n", ""),
                            without("ScalingConfig"),
                            without("ProvisionedPollerConfig"),
                            change("!If \\[Polls, !Ref AWS::NoValue, (\\{.*})]", "$1"),
                            change("!If \\[Polls, (\\{.*}), !Ref AWS::NoValue]", "$1")),
                    that(
                            "a function's reserved concurrency is enough for its mappings",
                            QueueRules::reservation,
                            change("(WorkerReserved:\n +Type: Number\n +Default: )0", "$1 299")),
                    that(
                            "concurrency is reserved only by parameter",
                            QueueRules::unreserved,
                            change("(WorkerReserved:\n +Type: Number\n +Default: )0", "$1 300"),
                            change(
                                    "(      Timeout: \\d+\n)",
                                    "$1      ReservedConcurrentExecutions: 9\n")),
                    that(
                            "every batch may fail in part",
                            QueueRules::partialFailures,
                            without("FunctionResponseTypes"),
                            change("\\[" + PARTIAL + "]", "[]")));

    private QueueRules() {}

    private static Stream<String> visibility(Application all) {
        return all.mappings("SQS")
                .flatMap(mapping ->
                        queueOf(all, mapping)
                                .flatMap(queue -> {
                                    long timeout = mapping.function().at("Timeout").number(3);
                                    long window =
                                            mapping.at("MaximumBatchingWindowInSeconds").number(0);
                                    long hidden = queue.at("VisibilityTimeout").number(30);
                                    return hidden >= 6 * timeout + window
                                            ? Stream.of()
                                            : Stream.of(
                                                    "%s: VisibilityTimeout is %d s, %s needs 6 x %d + %d s"
                                                            .formatted(
                                                                    queue,
                                                                    hidden,
                                                                    mapping.id(),
                                                                    timeout,
                                                                    window));
                                }));
    }

    private static Stream<Resource> queueOf(Application all, Mapping mapping) {
        return all.queue(mapping.at("Queue").text()).stream();
    }

    private static Stream<String> receives(Application all) {
        return all.mappings("SQS")
                .flatMap(mapping -> queueOf(all, mapping))
                .filter(queue -> queue.at("RedrivePolicy", "maxReceiveCount").number(0) < 5)
                .map(queue ->
                        queue + ": needs a RedrivePolicy with a maxReceiveCount of 5 or more");
    }

    private static Stream<String> retention(Application all) {
        Set<String> dead =
                Stream.concat(
                                all.queues()
                                        .map(queue ->
                                                queue.at("RedrivePolicy", "deadLetterTargetArn")
                                                        .text()),
                                all.mappings("DynamoDB").map(StreamRules::onFailure))
                        .collect(Collectors.toSet());
        return all.queues()
                .flatMap(queue -> {
                    Duration expected =
                            dead.contains(queue.arn()) ? DEAD_LETTER_RETENTION : WORK_RETENTION;
                    return queue.at("MessageRetentionPeriod").number(0) == expected.toSeconds()
                            ? Stream.of()
                            : Stream.of(
                                    queue
                                            + ": MessageRetentionPeriod must be "
                                            + expected.toSeconds());
                });
    }

    private static Stream<String> concurrency(Application all) {
        return all.mappings("SQS")
                .filter(mapping ->
                        mapping.at("ScalingConfig", "MaximumConcurrency").exists()
                                == mapping.at("ProvisionedPollerConfig", "MaximumPollers").exists())
                .map(mapping ->
                        mapping.id()
                                + ": needs a MaximumConcurrency or MaximumPollers, and not both");
    }

    // A poller runs ten invocations concurrently.
    private static long maxConcurrency(Mapping mapping) {
        return mapping.at("ScalingConfig", "MaximumConcurrency").number(0)
                + 10 * mapping.at("ProvisionedPollerConfig", "MaximumPollers").number(0);
    }

    private static Stream<String> reservation(Application all) {
        return reserving(all)
                .flatMap(function -> {
                    long reserved = function.at("ReservedConcurrentExecutions").number(0);
                    long needed =
                            all.mappings("SQS")
                                    .filter(mapping -> mapping.function().equals(function))
                                    .mapToLong(QueueRules::maxConcurrency)
                                    .sum();
                    return needed <= reserved
                            ? Stream.of()
                            : Stream.of(
                                    "%s: %d are reserved, its mappings may run %d"
                                            .formatted(function, reserved, needed));
                });
    }

    private static Stream<Resource> reserving(Application all) {
        return all.functions()
                .filter(function -> function.at("ReservedConcurrentExecutions").exists());
    }

    // The default reserves nothing, because a new account has only 10 concurrent invocations.
    private static Stream<String> unreserved(Application all) {
        return reserving(all)
                .filter(function -> !all.parameters().containsKey("WorkerReserved"))
                .map(function -> function + ": reserves concurrency without a parameter");
    }

    private static Stream<String> partialFailures(Application all) {
        return Stream.concat(all.mappings("SQS"), all.mappings("DynamoDB"))
                .filter(mapping ->
                        mapping.at("FunctionResponseTypes").texts().noneMatch(PARTIAL::equals))
                .map(mapping -> mapping.id() + ": FunctionResponseTypes needs " + PARTIAL);
    }
}
