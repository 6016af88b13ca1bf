package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;
import static dev.fanfold.template.Rule.without;

import dev.fanfold.template.Application.Resource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules about the runtime, logs and traces of functions, and about parameters and outputs.
final class FunctionRules {
    static final List<Rule> ALL =
            List.of(
                    // `sam validate` accepts any name.
                    that(
                            "every function runs on java25",
                            all ->
                                    unless(
                                            all,
                                            "Runtime is not java25",
                                            f -> hasValue(f, "Runtime", "java25")),
                            change("Runtime: java25", "Runtime: java21"),
                            without("Runtime")),
                    that(
                            "every function runs on the processors that the user chose",
                            FunctionRules::processors,
                            change(
                                    "Architectures: \\[!Ref Architecture]",
                                    "Architectures: [arm64]"),
                            change(" +Architecture: !Ref Architecture\n", ""),
                            without("Architectures")),
                    that(
                            "functions that events start are published, and start from snapshots if the user sets it",
                            FunctionRules::snapshots,
                            change(" +SnapStart: !Ref SnapStart\n", ""),
                            change("(ApplyOn: )!Ref SnapStart", "$1 None"),
                            without("AutoPublishAlias"),
                            without("AutoPublishAliasAllProperties")),
                    that(
                            "every function sets its memory and its timeout",
                            all ->
                                    unless(
                                            all,
                                            "needs MemorySize and Timeout",
                                            FunctionRules::isSized),
                            change("      MemorySize: .*\n", ""),
                            change("(?m)^      Timeout: .*\n", "")),
                    that(
                            "every function is traced",
                            all ->
                                    unless(
                                            all,
                                            "Tracing is not Active",
                                            f -> hasValue(f, "Tracing", "Active")),
                            change("Tracing: Active", "Tracing: PassThrough"),
                            without("Tracing")),
                    that(
                            "every function has a log of its own",
                            FunctionRules::logs,
                            change(" +LoggingConfig:\n.*\n", ""),
                            change("(LogGroup: !Ref )Dispatch\\w*Logs", "$1 KeeperLogs")),
                    that(
                            "every log is kept for the days that the user chose",
                            FunctionRules::retention,
                            change(" +LogDays: !Ref LogDays\n", ""),
                            change("(RetentionInDays: )!Ref \\w+", "$1 3"),
                            change("(ExpirationInDays: )!Ref LogDays", "$1 3")),
                    that(
                            "every parameter has a description and limits, and the user's a default",
                            FunctionRules::parameters,
                            change("(?m)^    Description: (?!>-).*\n(?!    Value)", ""),
                            change("(?m)^    MinValue: .*\n", ""),
                            change("(?m)^    MaxValue: .*\n", ""),
                            change("(?m)^    AllowedValues: .*\n", "")),
                    that(
                            "every output has a description",
                            FunctionRules::outputs,
                            change("(?m)^    Description: (?!>-).*\n(?=    Value)", "")),
                    that(
                            "the costs of a nested stack are tagged apart from the rest",
                            FunctionRules::tags,
                            change(" +Tags:\n +part: .*\n", "")));

    private FunctionRules() {}

    // The functions that do not satisfy the predicate, each with this message.
    private static Stream<String> unless(Application all, String fault, Predicate<Resource> rule) {
        return all.functions().filter(rule.negate()).map(function -> function + ": " + fault);
    }

    private static boolean hasValue(Resource function, String property, String value) {
        return function.at(property).text().equals(value);
    }

    private static boolean isSized(Resource function) {
        return function.at("MemorySize").exists() && function.at("Timeout").exists();
    }

    private static Stream<String> processors(Application all) {
        String chosen = all.parameters().getOrDefault("Architecture", "arm64");
        return unless(
                all,
                "Architectures is not [" + chosen + "]",
                function -> function.at("Architectures").texts().toList().equals(List.of(chosen)));
    }

    // Without AutoPublishAliasAllProperties, no new version is published if only the memory or an
    // environment variable changes.
    private static Stream<String> snapshots(Application all) {
        String chosen = all.parameters().getOrDefault("SnapStart", "PublishedVersions");
        return all.withEventSources()
                .filter(function ->
                        !function.at("SnapStart", "ApplyOn")
                                        .text()
                                        .equals(hasLargeStorage(function) ? "None" : chosen)
                                || !function.at("AutoPublishAlias").exists()
                                || !hasValue(function, "AutoPublishAliasAllProperties", "true"))
                .map(function ->
                        function
                                + ": needs SnapStart, AutoPublishAlias and AutoPublishAliasAllProperties");
    }

    // Lambda takes no snapshots of functions with more than 512 MB of ephemeral storage.
    private static boolean hasLargeStorage(Resource function) {
        return function.at("EphemeralStorage", "Size").number(512) > 512;
    }

    private static Stream<String> logs(Application all) {
        var logs = all.all("AWS::Logs::LogGroup").map(Resource::name).collect(Collectors.toList());
        // Each function removes its own log group from the set, so a second user of the group finds
        // none.
        return unless(
                all,
                "needs a LogGroup of its own",
                function -> logs.remove(function.at("LoggingConfig", "LogGroup").text()));
    }

    private static Stream<String> retention(Application all) {
        String days = all.parameters().getOrDefault("LogDays", "30");
        Stream<Resource> groups =
                all.all("AWS::Logs::LogGroup")
                        .filter(log -> !hasValue(log, "RetentionInDays", days));
        Stream<Resource> buckets =
                all.logBuckets()
                        .filter(log ->
                                log.at("LifecycleConfiguration", "Rules")
                                        .items()
                                        .noneMatch(rule ->
                                                rule.at("ExpirationInDays").text().equals(days)));
        return Stream.concat(groups, buckets)
                .map(log -> log + ": must be kept for " + days + " days");
    }

    private static Stream<String> parameters(Application all) {
        return all.files().stream()
                .flatMap(file ->
                        new Piece(YamlFile.read(file))
                                .at("Parameters")
                                .fields()
                                .filter(entry ->
                                        !isDescribedAndLimited(entry.getValue())
                                                || (file.equals(all.files().getFirst())
                                                        && !entry.getValue()
                                                                .at("Default")
                                                                .exists()))
                                .map(entry ->
                                        file
                                                + ": the parameter "
                                                + entry.getKey()
                                                + " needs a description, limits, and in the root a default"));
    }

    private static boolean isDescribedAndLimited(Piece parameter) {
        boolean number = parameter.at("Type").text().equals("Number");
        boolean limited =
                parameter.at("AllowedValues").exists()
                        || (parameter.at("MinValue").exists() && parameter.at("MaxValue").exists())
                        || (!number && parameter.at("AllowedPattern").exists());
        return parameter.at("Description").exists()
                && (limited || (!number && !parameter.at("Default").exists()));
    }

    private static Stream<String> outputs(Application all) {
        return all.files().stream()
                .flatMap(file ->
                        new Piece(YamlFile.read(file))
                                .at("Outputs")
                                .fields()
                                .filter(entry -> !entry.getValue().at("Description").exists())
                                .map(entry ->
                                        file
                                                + ": the output "
                                                + entry.getKey()
                                                + " needs a description"));
    }

    private static Stream<String> tags(Application all) {
        return all.all("AWS::Serverless::Application")
                .filter(stack -> stack.at("Tags", "part").text().isEmpty())
                .map(stack -> stack + ": needs Tags with its part of the application");
    }
}
