package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;

import dev.fanfold.template.Application.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules about which functions may read the buckets and secrets that the parameters name.
final class ReadRules {
    static final String BUCKETS = "InputBuckets";
    static final String TWO_BUCKETS = "arn:aws:s3:::left,arn:aws:s3:::right";
    static final String SECRETS = "WorkerSecrets";
    static final String TWO_SECRETS =
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:one-a1b2c3,arn:aws:secretsmanager:us-east-1:000000000000:secret:two-d4e5f6";
    private static final String INPUTS = "  InputBuckets: !Ref InputBuckets\n";

    static final List<Rule> ALL =
            List.of(
                    that(
                            "a function that reads the inbox reads only the buckets that the user names",
                            ReadRules::buckets,
                            change(" +" + INPUTS, ""),
                            change("(ReadsInputBuckets\n.*\n +Action: \\[)s3:GetObject, ", "$1"),
                            change("(Sid: ReadsInputBuckets\n +Effect: )Allow", "$1 Deny"),
                            change("(!Split \\[\",\", !Sub \\[\"\\$\\{Each})/\\*", "$1/some")),
                    that(
                            "a function that reads a bucket's objects sees which are missing",
                            ReadRules::missing,
                            change("(Sid: SeesWhatIsMissing\\w*\n +Effect: )Allow", "$1 Deny"),
                            change("Action: s3:ListBucket", "Action: s3:ListBucketVersions"),
                            change("(SeesWhatIsMissing\n.*\n.*\n.*s3:::\\$\\{)Results", "$1Inbox"),
                            change(
                                    "(?m)^ +- !Sub \"arn:\\$\\{AWS::Partition}:s3:::\\$\\{\\w+}\"\n",
                                    ""),
                            change(
                                    "(SeesWhatIsMissingThere\n.*\n.*\n.*Ref )InputBuckets",
                                    "$1InboxBucket")),
                    that(
                            "the worker reads only the secrets that the user names",
                            ReadRules::secrets,
                            change(" +Secrets: !Ref \\w+\n", ""),
                            change("(!Split \\[\",\", !Ref )Secrets]", "$1InputBuckets]"),
                            change("secretsmanager:GetSecretValue", "s3:GetObject")));

    private ReadRules() {}

    private static Stream<String> buckets(Application all) {
        Set<String> inboxes =
                all.all("AWS::S3::Bucket")
                        .filter(bucket -> bucket.at("NotificationConfiguration").exists())
                        .map(inbox -> "arn:aws:s3:::" + inbox.name() + "/")
                        .collect(Collectors.toSet());
        Set<String> wanted = named(all, BUCKETS, "/*");
        return all.functions()
                .filter(function -> {
                    Set<String> read = allowed(all, function, "s3:GetObject");
                    boolean reads =
                            read.stream()
                                    .anyMatch(arn -> inboxes.stream().anyMatch(arn::startsWith));
                    Set<String> others =
                            read.stream()
                                    .filter(arn -> !arn.startsWith("arn:aws:s3:::fanfold-"))
                                    .collect(Collectors.toSet());
                    return !others.equals(reads ? wanted : Set.of());
                })
                .map(function -> function + ": reads others than " + BUCKETS + ", or not all");
    }

    private static Stream<String> missing(Application all) {
        return all.functions()
                .filter(function -> {
                    Set<String> listed = allowed(all, function, "s3:ListBucket");
                    return allowed(all, function, "s3:GetObject").stream()
                            .map(arn -> arn.replaceFirst("/.*", ""))
                            .anyMatch(bucket -> !listed.contains(bucket));
                })
                .map(function -> function + ": its role must allow s3:ListBucket where it reads");
    }

    private static Stream<String> secrets(Application all) {
        return all.functions()
                .filter(function ->
                        !allowed(all, function, "secretsmanager:GetSecretValue").stream()
                                .filter(arn -> !arn.endsWith(":secret:none"))
                                .collect(Collectors.toSet())
                                .equals(
                                        function.at("FunctionName").text().endsWith("_worker")
                                                ? named(all, SECRETS, "")
                                                : Set.of()))
                .map(function -> function + ": reads others than " + SECRETS + ", or not all");
    }

    private static Set<String> named(Application all, String parameter, String suffix) {
        return Stream.of(all.parameters().getOrDefault(parameter, "").split(","))
                .filter(arn -> !arn.isEmpty())
                .map(arn -> arn + suffix)
                .collect(Collectors.toSet());
    }

    private static Set<String> allowed(Application all, Resource function, String action) {
        return all.role(function).stream()
                .flatMap(role -> RoleRules.statements(all, role, "Allow"))
                .filter(statement -> statement.at("Action").texts().anyMatch(action::equals))
                .flatMap(statement -> statement.at("Resource").texts())
                .collect(Collectors.toSet());
    }
}
