package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;

import dev.fanfold.template.Application.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Rules about roles. Each function needs an explicit role, because the roles that SAM generates
/// have policies with wildcards.
final class RoleRules {
    /// Actions that have no resources, or resources whose names only Lambda knows.
    private static final Set<String> ALLOWED_ON_ALL =
            Set.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "dynamodb:ListStreams",
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DeleteNetworkInterface");

    /// Actions of the role with which API Gateway writes access logs. An account has only one such
    /// role, for all its APIs.
    private static final Set<String> GATEWAY_LOGS =
            Set.of(
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:DescribeLogGroups",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents");

    private static final Set<String> WHOLE_TABLE_ACTIONS =
            Set.of("dynamodb:Scan", "dynamodb:DeleteTable");
    private static final Set<String> WRITE_ACTIONS =
            Set.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
    private static final String EVERY_TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/*";

    static final List<Rule> ALL =
            List.of(
                    that(
                            "every function has a role of its own, for Lambda alone",
                            RoleRules::ownRole,
                            change("Role: !GetAtt Dispatch\\w+", "Role: !GetAtt KeeperRole"),
                            change("(?m)^      Role: .*\n", ""),
                            change("Service: lambda.amazonaws.com", "Service: ec2.amazonaws.com")),
                    that(
                            "a role declares its rights itself",
                            RoleRules::separatePolicies,
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
                            all ->
                                    unlessDenied(
                                            usingTables(all),
                                            all,
                                            WHOLE_TABLE_ACTIONS,
                                            EVERY_TABLE),
                            change("dynamodb:Scan, ", ""),
                            change("(Sid: CannotSweep\\w+\n +Effect: )Deny", "$1 Allow"),
                            change("table/\\*", "table/x")),
                    that(
                            "a function that reads inputs cannot change them",
                            RoleRules::readOnlyInputs,
                            change("s3:PutObject, s3:DeleteObject, ", ""),
                            change("(Sid: CannotTouch\\w+\n +Effect: )Deny", "$1 Allow"),
                            change(
                                    "(CannotTouch.*\n.*\n.*\n +Resource: .*)InboxBucket",
                                    "$1ResultsBucket")),
                    that(
                            "a worker writes outputs and aborts them",
                            RoleRules::outputs,
                            change("s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
                            change("(ResultsBucket})/outputs/\\*", "$1/values/*"),
                            change(", s3:PutObject(]\n.*\n +# s3:PutObject covers)", "$1")));

    private RoleRules() {}

    private static Stream<String> ownRole(Application all) {
        Set<String> usedRoles = new HashSet<>();
        return all.functions()
                .filter(function ->
                        all.role(function).filter(RoleRules::isForLambda).isEmpty()
                                || !usedRoles.add(function.at("Role").text()))
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

    private static Stream<String> separatePolicies(Application all) {
        return Stream.of(
                        all.roles().filter(role -> role.at("ManagedPolicyArns").exists()),
                        all.functions().filter(function -> function.at("Policies").exists()),
                        all.all("AWS::IAM::Policy").filter(policy -> !isOfAWorker(all, policy)),
                        all.all("AWS::IAM::ManagedPolicy"))
                .flatMap(found -> found)
                .map(found -> found + ": a policy belongs into the function's own role");
    }

    // The owner of a pool may attach policies to its worker's role, which is an output of the
    // pool's stack.
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
                                .filter(action -> !ALLOWED_ON_ALL.contains(action))
                                .filter(action ->
                                        isForLambda(role) || !GATEWAY_LOGS.contains(action))
                                .map(action -> role + ": allows " + action + " on too much"));
    }

    // Two wildcards are allowed: all objects of a bucket, and the queues of one kind in all pools
    // of this application.
    private static boolean isWide(Application all, String resource) {
        if (resource.matches(
                "arn:aws:sqs:us-east-1:000000000000:" + all.name() + "_\\*_(work|retry|dead)")) {
            return false;
        }
        return resource.isEmpty()
                || resource.replaceFirst("^(arn:aws:s3:::[^*/]+/[^*]*)\\*$", "$1").contains("*");
    }

    private static Stream<String> outputs(Application all) {
        return all.functions()
                .filter(function -> function.at("FunctionName").text().endsWith("_worker"))
                .filter(worker -> {
                    String results =
                            "arn:aws:s3:::"
                                    + worker.at(
                                                    "Environment",
                                                    "Variables",
                                                    "FANFOLD_RESULTS_BUCKET")
                                            .text();
                    return !(allows(all, worker, "s3:PutObject", results + "/*")
                            && allows(
                                    all,
                                    worker,
                                    "s3:AbortMultipartUpload",
                                    results + "/outputs/*"));
                })
                .map(worker -> worker + ": its role must allow outputs");
    }

    private static boolean allows(
            Application all, Resource function, String action, String resource) {
        return all.role(function).stream()
                .flatMap(role -> statements(all, role, "Allow"))
                .filter(statement -> statement.at("Action").texts().anyMatch(action::equals))
                .flatMap(statement -> statement.at("Resource").texts())
                .anyMatch(resource::equals);
    }

    private static Stream<String> readOnlyInputs(Application all) {
        return all.all("AWS::S3::Bucket")
                .filter(bucket -> bucket.at("NotificationConfiguration").exists())
                .flatMap(inbox ->
                        unlessDenied(
                                all.withEventSources(),
                                all,
                                WRITE_ACTIONS,
                                "arn:aws:s3:::" + inbox.name() + "/*"));
    }

    private static Stream<Resource> usingTables(Application all) {
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
                    Set<String> notDenied = new HashSet<>(actions);
                    all.role(function).stream()
                            .flatMap(role -> statements(all, role, "Deny"))
                            .filter(statement ->
                                    statement.at("Resource").texts().anyMatch(resource::equals))
                            .forEach(statement ->
                                    statement.at("Action").texts().forEach(notDenied::remove));
                    return !notDenied.isEmpty();
                })
                .map(function -> function + ": its role must deny " + actions + " on " + resource);
    }
}
