package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;
import static dev.fanfold.template.Rule.without;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.template.Application.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules about tables, their streams, and the retention of data.
final class StreamRules {
    private static final Set<String> RESULTS = Set.of("FANFOLD_RESULTS_BUCKET");
    private static final Set<String> INBOX_AND_RESULTS =
            Set.of("FANFOLD_INBOX_BUCKET", "FANFOLD_RESULTS_BUCKET");

    static final List<Rule> ALL =
            List.of(
                    that(
                            "a stream is read from its start",
                            all ->
                                    unless(
                                            all,
                                            "is not TRIM_HORIZON",
                                            StreamRules::startsAtTheOldestRecord),
                            change("TRIM_HORIZON", "LATEST"),
                            without("StartingPosition")),
                    that(
                            "a record that cannot be folded does not block its shard",
                            all ->
                                    unless(
                                            all,
                                            "may retry for long",
                                            StreamRules::hasBoundedRetries),
                            change("(MaximumRetryAttempts: )8", "$1 -1"),
                            change("(MaximumRecordAgeInSeconds: )21600", "$1 -1"),
                            change("(MaximumRecordAgeInSeconds: )21600", "$1 86400"),
                            change("(BisectBatchOnFunctionError: )true", "$1 false"),
                            change("(?m)^ {12}MaximumRetryAttempts: .*\n", ""),
                            without("MaximumRecordAgeInSeconds"),
                            without("BisectBatchOnFunctionError")),
                    that(
                            "records that a stream gives up are sent to a queue",
                            StreamRules::lostFailures,
                            change(" +DestinationConfig:\n.*\n.*\n.*\n", ""),
                            change("!GetAtt FoldFailures.Arn\n\n", "arn:aws:sqs:a:b:gone\n\n")),
                    that(
                            "rows outlive every message",
                            StreamRules::rowsExpiringTooEarly,
                            change("(AttributeName: )expires", "$1 expired"),
                            change("(TimeToLive.*\n.*\n +Enabled: )true", "$1 false"),
                            change(" +TimeToLiveSpecification:\n.*\n.*\n", "")),
                    that(
                            "files outlive every message",
                            StreamRules::filesExpiringTooEarly,
                            change("(ExpirationInDays: )!Ref ResultDays", "$1 14"),
                            change("NoncurrentDays: 30", "NoncurrentDays: 13")),
                    that(
                            "an upload that was left open is removed after a day",
                            all -> unlessRuled(all, INBOX_AND_RESULTS, StreamRules::removesParts),
                            change("(DaysAfterInitiation: )1", "$1 2"),
                            change("(forget-unfinished-uploads\n +Status: )Enabled", "$1 Disabled"),
                            change("(forget-unfinished-uploads\n)", "$1            Prefix: x/\n"),
                            change(" +AbortIncompleteMultipartUpload:\n.*\n", "")),
                    that(
                            "every result and output is removed some day",
                            all -> unlessRuled(all, RESULTS, StreamRules::removesObjects),
                            change("(forget-old-results\n +Status: )Enabled", "$1 Disabled"),
                            change("(forget-old-results\n)", "$1            Prefix: values/\n"),
                            change("(?m)^ +ExpirationInDays: !Ref ResultDays\n", "")));

    private StreamRules() {}

    // A filter or prefix would leave out some of the bucket.
    private static boolean isForAll(Piece rule) {
        return rule.at("Status").text().equals("Enabled")
                && !rule.at("Prefix").exists()
                && !rule.at("Filter").exists();
    }

    private static boolean removesParts(Piece rule) {
        return isForAll(rule)
                && rule.at("AbortIncompleteMultipartUpload", "DaysAfterInitiation").number(0) == 1;
    }

    private static boolean removesObjects(Piece rule) {
        return isForAll(rule) && rule.at("ExpirationInDays").number(0) > 0;
    }

    // The buckets that these variables of functions name.
    private static Stream<String> unlessRuled(
            Application all, Set<String> variables, java.util.function.Predicate<Piece> wanted) {
        Set<String> named =
                all.functions()
                        .map(function -> function.at("Environment", "Variables"))
                        .flatMap(values -> variables.stream().map(name -> values.at(name).text()))
                        .collect(Collectors.toSet());
        return all.buckets()
                .filter(bucket -> named.contains(bucket.name()))
                .filter(bucket ->
                        bucket.at("LifecycleConfiguration", "Rules").items().noneMatch(wanted))
                .map(bucket -> bucket + ": its lifecycle rules leave something forever");
    }

    private static Stream<String> unless(
            Application all, String fault, java.util.function.Predicate<Mapping> rule) {
        return all.mappings("DynamoDB")
                .filter(mapping -> !rule.test(mapping))
                .map(mapping -> mapping.id() + " " + fault);
    }

    private static boolean startsAtTheOldestRecord(Mapping mapping) {
        return mapping.at("StartingPosition").text().equals("TRIM_HORIZON");
    }

    // A stream keeps records for a day, so a maximum age of a day or more has no effect.
    private static boolean hasBoundedRetries(Mapping mapping) {
        long retries = mapping.at("MaximumRetryAttempts").number(-1);
        long age = mapping.at("MaximumRecordAgeInSeconds").number(-1);
        return retries >= 1
                && retries <= 10
                && age >= 60
                && age < Duration.ofDays(1).toSeconds()
                && mapping.at("BisectBatchOnFunctionError").text().equals("true");
    }

    static String onFailure(Mapping mapping) {
        return mapping.at("DestinationConfig", "OnFailure", "Destination").text();
    }

    private static Stream<String> lostFailures(Application all) {
        return unless(
                all,
                "needs a declared queue as its OnFailure destination",
                mapping -> all.queue(onFailure(mapping)).isPresent());
    }

    // The rule is only for tables of jobs and reports. The owner of a pool decides how long the
    // pool's own table keeps its rows.
    private static boolean holdsJobs(Application all, Application.Resource table) {
        return all.functions()
                .map(function -> function.at("Environment", "Variables"))
                .flatMap(variables ->
                        Stream.of("FANFOLD_JOBS_TABLE", "FANFOLD_REPORTS_TABLE")
                                .map(name -> variables.at(name).text()))
                .anyMatch(table.name()::equals);
    }

    private static Stream<String> rowsExpiringTooEarly(Application all) {
        return all.all("AWS::DynamoDB::Table")
                .filter(table -> holdsJobs(all, table))
                .filter(table -> {
                    Piece expiry = table.at("TimeToLiveSpecification");
                    return !expiry.at("AttributeName").text().equals("expires")
                            || !expiry.at("Enabled").text().equals("true")
                            || AwsPorts.ROW_RETENTION.compareTo(QueueRules.DEAD_LETTER_RETENTION)
                                    <= 0;
                })
                .map(table -> table + ": rows must expire, and later than any message");
    }

    private static Stream<String> filesExpiringTooEarly(Application all) {
        return all.buckets()
                .flatMap(bucket -> bucket.at("LifecycleConfiguration", "Rules").items())
                .filter(rule ->
                        rule.at("ExpirationInDays").number(99) <= days()
                                || rule.at("NoncurrentVersionExpiration", "NoncurrentDays")
                                                .number(99)
                                        <= days())
                .map(rule ->
                        rule.value().place() + ": keeps files for " + days() + " days or less");
    }

    private static long days() {
        return QueueRules.DEAD_LETTER_RETENTION.toDays();
    }
}
