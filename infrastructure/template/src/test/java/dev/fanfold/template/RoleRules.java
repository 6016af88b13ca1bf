package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;

import dev.fanfold.template.Application.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Rules about roles. SAM gives wildcard policies to functions without an explicit role.
final class RoleRules {
    /// Actions without resources, or on resources that Lambda creates for the role.
    private static final Set<String> ON_EVERYTHING =
            Set.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "dynamodb:ListStreams",
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DeleteNetworkInterface");

    /// Actions of the single role with which all APIs of an account write their access logs.
    private static final Set<String> GATEWAY_LOGS =
            Set.of(
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:DescribeLogGroups",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents");

    private static final Set<String> SWEEPING = Set.of("dynamodb:Scan", "dynamodb:DeleteTable");
    private static final Set<String> WRITING =
            Set.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
    private static final String EVERY_TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/*";

    static final List<Rule> ALL =
            List.of(
                    that(
                            "every function has a role of its own, for Lambda alone",
                            RoleRules::own,
                            change("Role: !GetAtt Dispatch\\w+", "Role: !GetAtt KeeperRole"),
                            change("(?m)^      Role: .*\n", ""),
                            change("Service: lambda.amazonaws.com", "Service: ec2.amazonaws.com")),
                    that(
                            "a role declares its rights itself",
                            RoleRules::elsewhere,
                            change(
                                    "(AssumeRolePolicyDocument:)",
                                    "ManagedPolicyArns: [arn:aws:iam::aws:policy/Some]\n      $1"),
                            change("(      Role: .*\n)", "$1      Policies: [Some]\n"),
                            change(
                                    "(?m)^(  \\w+:\n    Type: )AWS::IAM::Role",
                                    "$1 AWS::IAM::Policy")),
                    that(
                            "no role allows a wildcard of actions",
                            RoleRules::wildcardActions,
                            change("(Effect: Allow\n +Action: )\\w+:.*", "$1 s3:*"),
                            change("(Effect: Allow\n +Action: \\[)\\w+:", "$1 'sqs:Send*', s3:")),
                    that(
                            "no role allows what it may do everywhere",
                            RoleRules::wildcardResources,
                            change(
                                    "(Effect: Allow\n +Action: .*\n +Resource: )(?!\"\\*\")\\S.*",
                                    "$1 '*'"),
                            change("(Action: \\[xray:PutTraceSegments)", "$1, sqs:SendMessage")),
                    that(
                            "no function scans a table",
                            all -> unlessDenied(ofTables(all), all, SWEEPING, EVERY_TABLE),
                            change("dynamodb:Scan, ", ""),
                            change("(Sid: CannotSweep\\w+\n +Effect: )Deny", "$1 Allow"),
                            change("table/\\*", "table/x")),
                    that(
                            "a function that reads inputs cannot change them",
                            RoleRules::untouched,
                            change("s3:PutObject, s3:DeleteObject, ", ""),
                            change("(Sid: CannotTouch\\w+\n +Effect: )Deny", "$1 Allow"),
                            change(
                                    "(CannotTouch.*\n.*\n.*\n +Resource: .*)InboxBucket",
                                    "$1ResultsBucket")));

    private RoleRules() {}

    private static Stream<String> own(Application all) {
        Set<String> taken = new HashSet<>();
        return all.functions()
                .filter(function ->
                        all.role(function).filter(RoleRules::isForLambda).isEmpty()
                                || !taken.add(function.at("Role").text()))
                .map(function ->
                        function + ": needs a Role of its own, which lambda.amazonaws.com assumes");
    }

    private static boolean isForLambda(Resource role) {
        return role.at("AssumeRolePolicyDocument", "Statement")
                .items()
                .flatMap(statement -> statement.at("Principal").fields())
                .allMatch(principal ->
                        principal.getKey().equals("Service")
                                && principal.getValue().text().equals("lambda.amazonaws.com"));
    }

    private static Stream<String> elsewhere(Application all) {
        return Stream.of(
                        all.roles().filter(role -> role.at("ManagedPolicyArns").exists()),
                        all.functions().filter(function -> function.at("Policies").exists()),
                        all.all("AWS::IAM::Policy").filter(policy -> !isOfAWorker(all, policy)),
                        all.all("AWS::IAM::ManagedPolicy"))
                .flatMap(found -> found)
                .map(found -> found + ": a policy belongs into the function's own role");
    }

    // The owner of a pool may add rights to the role that the pool's stack gives out.
    private static boolean isOfAWorker(Application all, Resource policy) {
        List<String> roles = policy.at("Roles").texts().toList();
        return roles.size() == 1
                && all.functions()
                        .filter(function -> function.at("FunctionName").text().endsWith("_worker"))
                        .flatMap(worker -> all.role(worker).stream())
                        .anyMatch(role -> role.name().equals(roles.getFirst()));
    }

    /// The statements of the role, and of separate policies that are attached to it.
    static Stream<Piece> statements(Application all, Resource role, String effect) {
        Stream<Piece> added =
                all.all("AWS::IAM::Policy")
                        .filter(policy -> policy.at("Roles").texts().anyMatch(role.name()::equals))
                        .map(policy -> policy.at("PolicyDocument"));
        return Stream.concat(
                        role.at("Policies").items().map(policy -> policy.at("PolicyDocument")),
                        added)
                .flatMap(document -> document.at("Statement").items())
                .filter(statement -> statement.at("Effect").text().equals(effect));
    }

    private static Stream<String> wildcardActions(Application all) {
        return all.roles()
                .flatMap(role ->
                        statements(all, role, "Allow")
                                .flatMap(statement -> statement.at("Action").texts())
                                .filter(action -> action.contains("*") || action.isEmpty())
                                .map(action -> role + ": allows " + action));
    }

    private static Stream<String> wildcardResources(Application all) {
        return all.roles()
                .flatMap(role ->
                        statements(all, role, "Allow")
                                .filter(statement ->
                                        statement
                                                .at("Resource")
                                                .texts()
                                                .anyMatch(one -> isWide(all, one)))
                                .flatMap(statement -> statement.at("Action").texts())
                                .filter(action -> !ON_EVERYTHING.contains(action))
                                .filter(action ->
                                        isForLambda(role) || !GATEWAY_LOGS.contains(action))
                                .map(action -> role + ": allows " + action + " on too much"));
    }

    // All objects of one bucket do not count as a wildcard, because keys are data. Neither do the
    // queues of one kind in all pools of this application.
    private static boolean isWide(Application all, String resource) {
        if (resource.matches(
                "arn:aws:sqs:us-east-1:000000000000:" + all.name() + "_\\*_(work|retry|dead)")) {
            return false;
        }
        return resource.isEmpty()
                || resource.replaceFirst("^(arn:aws:s3:::[^*/]+/[^*]*)\\*$", "$1").contains("*");
    }

    private static Stream<String> untouched(Application all) {
        return all.all("AWS::S3::Bucket")
                .filter(bucket -> bucket.at("NotificationConfiguration").exists())
                .flatMap(inbox ->
                        unlessDenied(
                                all.started(),
                                all,
                                WRITING,
                                "arn:aws:s3:::" + inbox.name() + "/*"));
    }

    private static Stream<Resource> ofTables(Application all) {
        return all.functions()
                .filter(function ->
                        all.role(function).stream()
                                .flatMap(role -> statements(all, role, "Allow"))
                                .flatMap(statement -> statement.at("Action").texts())
                                .anyMatch(action -> action.startsWith("dynamodb:")));
    }

    private static Stream<String> unlessDenied(
            Stream<Resource> functions, Application all, Set<String> actions, String resource) {
        return functions
                .filter(function -> {
                    Set<String> left = new HashSet<>(actions);
                    all.role(function).stream()
                            .flatMap(role -> statements(all, role, "Deny"))
                            .filter(statement ->
                                    statement.at("Resource").texts().anyMatch(resource::equals))
                            .forEach(statement ->
                                    statement.at("Action").texts().forEach(left::remove));
                    return !left.isEmpty();
                })
                .map(function -> function + ": its role must deny " + actions + " on " + resource);
    }
}
