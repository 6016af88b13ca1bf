package dev.fanfold.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads functions and their event sources from their properties.
final class Functions {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");

    /// Lambda's maximum timeout:
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final int MAX_TIMEOUT_SECONDS = 900;

    private Functions() {}

    /// The function without its role's rights.
    static Function function(Stack.Resource resource) {
        Properties properties = resource.properties();
        Scratch.check(properties);
        Map<String, String> environment =
                properties
                        .part("Environment", KnownParts.ENVIRONMENT)
                        .map(part -> part.textsByName("Variables"))
                        .orElse(Map.of());
        return new Function(
                resource.id(),
                resource.name(),
                properties.text("Handler"),
                properties.place("Handler"),
                code(properties),
                Duration.ofSeconds(properties.integer("Timeout", 3, 1, MAX_TIMEOUT_SECONDS)),
                properties.integer("MemorySize", 128, 128, 10_240),
                Concurrency.reserved(properties),
                new LinkedHashMap<>(environment),
                sources(resource),
                Optional.empty());
    }

    // As in SAM, the path is relative to the template that declares the function.
    private static Optional<Path> code(Properties properties) {
        return properties.optionalText("CodeUri").map(uri -> code(uri, properties));
    }

    private static Path code(String uri, Properties properties) {
        if (uri.contains("://")) {
            throw properties.refuse("CodeUri", "is " + uri + ", but must be a zip on this machine");
        }
        return properties.place("CodeUri").file().resolveSibling(uri).normalize();
    }

    private static List<Source> sources(Stack.Resource resource) {
        List<Source> sources = new ArrayList<>();
        Retries retries = Retries.of(resource.properties());
        resource.properties()
                .fieldsByName("Events")
                .forEach((name, fields) -> {
                    String id = resource.id() + "." + name;
                    source(id, new Properties(id, fields).requireKnown(KnownParts.EVENT), retries)
                            .ifPresent(sources::add);
                });
        return sources;
    }

    // Empty if the source is disabled. It is checked nevertheless.
    private static Optional<Source> source(String id, Properties event, Retries retries) {
        String type = event.text("Type");
        KnownProperties.Names known = KnownProperties.EVENTS.get(type);
        if (known == null) {
            throw event.refuse("Type", type + " is not an event the local cloud supports");
        }
        Properties properties =
                event.part("Properties", known)
                        .orElseThrow(() -> event.refuse("Properties", "is missing"));
        Source source =
                switch (type) {
                    case "SQS" -> queueSource(id, properties);
                    case "DynamoDB" -> streamSource(id, properties);
                    default -> scheduleSource(id, properties, retries);
                };
        boolean enabled =
                properties.flag("Enabled", true)
                        && (!properties.has("State")
                                || properties
                                        .choice("State", "ENABLED", "DISABLED")
                                        .equals("ENABLED"));
        return Optional.of(source).filter(_ -> enabled);
    }

    private static Source queueSource(String id, Properties properties) {
        int batch = properties.integer("BatchSize", 10, 1, 10_000);
        int window = properties.integer("MaximumBatchingWindowInSeconds", 0, 0, 300);
        if (batch > 10 && window == 0) {
            throw properties.refuse(
                    "BatchSize",
                    "is " + batch + ", which needs a MaximumBatchingWindowInSeconds of 1 or more");
        }
        return new Source.OfQueue(
                id,
                properties.place("Queue"),
                Aws.nameIn(properties.text("Queue")),
                batch,
                Duration.ofSeconds(window),
                Concurrency.of(properties),
                reportsItemFailures(properties));
    }

    private static Source streamSource(String id, Properties properties) {
        int age = properties.integer("MaximumRecordAgeInSeconds", -1, -1, 604_800);
        Optional<String> onFailure =
                properties
                        .part("DestinationConfig", KnownParts.DESTINATIONS)
                        .flatMap(all -> all.part("OnFailure", KnownParts.DESTINATION))
                        .map(Functions::destination);
        return new Source.OfStream(
                id,
                properties.place("Stream"),
                Aws.nameIn(properties.text("Stream")),
                properties.integer("BatchSize", 100, 1, 10_000),
                Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0, 0, 300)),
                properties.choice("StartingPosition", "TRIM_HORIZON", "LATEST").equals("LATEST"),
                EventNames.of(properties),
                properties.integer("MaximumRetryAttempts", -1, -1, 10_000),
                properties.flag("BisectBatchOnFunctionError", false),
                age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
                onFailure,
                reportsItemFailures(properties));
    }

    private static String destination(Properties failure) {
        if (!failure.text("Type", "SQS").equals("SQS")) {
            throw failure.refuse(
                    "Type", "must be SQS: the local cloud sends failures nowhere else");
        }
        return Aws.nameIn(failure.text("Destination"));
    }

    private static Source scheduleSource(String id, Properties properties, Retries retries) {
        Matcher rate = RATE.matcher(properties.text("Schedule"));
        if (!rate.matches()) {
            throw properties.refuse(
                    "Schedule",
                    properties.text("Schedule")
                            + " is not supported: write rate(<number> minutes)");
        }
        long number = Long.parseLong(rate.group(1));
        Duration period =
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(number);
                    case "hour" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        return new Source.OfSchedule(id, properties.place("Schedule"), period, retries);
    }

    // Whether the function's response may name the items that failed.
    private static boolean reportsItemFailures(Properties properties) {
        List<String> types = properties.texts("FunctionResponseTypes");
        if (!Set.of("ReportBatchItemFailures").containsAll(types)) {
            throw properties.refuse(
                    "FunctionResponseTypes", types + " may only hold ReportBatchItemFailures");
        }
        return !types.isEmpty();
    }
}
