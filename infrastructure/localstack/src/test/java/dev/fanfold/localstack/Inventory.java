package dev.fanfold.localstack;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lists the resources in LocalStack, so that a test can compare before and after.
final class Inventory {
    private static final String JSON_1_1 = "application/x-amz-json-1.1";
    private final Target target;
    private final URI endpoint;

    Inventory(Target target, URI endpoint) {
        this.target = target;
        this.endpoint = endpoint;
    }

    /// The names of all resources, without SAM's own bucket and without the log groups that
    /// LocalStack creates instead of those that functions name.
    Set<String> names() {
        var names = new TreeSet<String>();
        target.s3().listBuckets().buckets().forEach(bucket -> names.add("bucket " + bucket.name()));
        target.sqs().listQueues().queueUrls().forEach(queue -> names.add("queue " + queue));
        target.dynamodb().listTables().tableNames().forEach(table -> names.add("table " + table));
        names.addAll(
                valuesOf(
                        "FunctionName",
                        new AwsCall(endpoint, "lambda").get("/2015-03-31/functions/")));
        names.addAll(
                valuesOf(
                        "UUID",
                        new AwsCall(endpoint, "lambda").get("/2015-03-31/event-source-mappings/")));
        names.addAll(valuesOf("Name", call("events", "AWSEvents.ListRules")));
        names.addAll(valuesOf("logGroupName", call("logs", "Logs_20140328.DescribeLogGroups")));
        names.addAll(roles());
        return names.stream()
                .filter(name -> !name.contains(" aws-sam-cli-managed-default"))
                .filter(name -> !name.startsWith("logGroupName /aws/lambda/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String call(String service, String action) {
        return new AwsCall(endpoint, service)
                .post("/", Map.of("X-Amz-Target", action, "Content-Type", JSON_1_1), "{}");
    }

    private Set<String> roles() {
        String xml =
                new AwsCall(endpoint, "iam")
                        .post(
                                "/",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "Action=ListRoles&Version=2010-05-08");
        return matches("role", Pattern.compile("<RoleName>([^<]+)"), xml);
    }

    private static Set<String> valuesOf(String field, String json) {
        return matches(field, Pattern.compile("\"" + field + "\": *\"([^\"]+)\""), json);
    }

    private static Set<String> matches(String kind, Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> kind + " " + found.group(1))
                .collect(Collectors.toSet());
    }
}
