package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Parts of a template that the local cloud cannot reproduce are rejected with file, line and name.
class RefusalsTest {
    @TempDir Path folder;

    /// An invalid template.
    ///
    /// @param at a text whose last occurrence is on the line that the error names
    /// @param message a part of the expected error
    private record Invalid(String yaml, String at, String message) {}

    private static final List<Invalid> CASES =
            List.of(
                    resource("Q: {Type: AWS::Kinesis::Stream}", "Kinesis", "does not support"),
                    resource("Q:\n  Type: AWS::SQS::Queue\n  Colour: red", "Colour", "Colour"),
                    resource(
                            "A:\n  Type: AWS::CloudWatch::Alarm\n  Properties: {MetricName: !Ref Gone}",
                            "MetricName",
                            "named Gone"),
                    queue("FifoQueue: true", "FifoQueue", "FifoQueue"),
                    queue("VisibilityTimeout: 50000", "Visibility", "0 to 43200"),
                    queue("VisibilityTimeout: [1]", "Visibility", "must be a text"),
                    queue("RedrivePolicy: {maxReceiveCount: 3}", "Redrive", "deadLetterTargetArn"),
                    queue("RedrivePolicy: {maxReceives: 3}", "Redrive", "maxReceives"),
                    queue("RedrivePolicy: 3", "Redrive", "must have fields"),
                    queue(
                            "RedrivePolicy: {deadLetterTargetArn: 'arn:x:gone', maxReceiveCount: 3}",
                            "Redrive",
                            "gone, which is not a declared queue"),
                    bucket("ObjectLockEnabled: true", "ObjectLock", "ObjectLockEnabled"),
                    bucket(
                            "NotificationConfiguration: {LambdaConfigurations: []}",
                            "Notification",
                            "LambdaConfigurations"),
                    notification("Event: 's3:ObjectRemoved:*'", "Removed", "is not sent"),
                    notification("Event: 's3:ObjectCreated:*', Topic: x", "Topic", "Topic"),
                    notification("Event: 's3:ObjectCreated:*', Queue: 'a:b'", "Queue", "no queue"),
                    notification(
                            "Event: 's3:ObjectCreated:*', Filter: {S3Tag: 1}", "S3Tag", "S3Tag"),
                    table("ProvisionedThroughput: {}", "Provisioned", "ProvisionedThroughput"),
                    table("StreamSpecification: {ViewType: ALL}", "ViewType", "ViewType"),
                    table("StreamSpecification: {StreamViewType: ALL}", "StreamView", "NEW_IMAGE"),
                    table(
                            "GlobalSecondaryIndexes: [{IndexName: i, KeySchema: [], Projection: {All: 1}}]",
                            "Projection",
                            "All"),
                    table("TimeToLiveSpecification: {Enabled: on}", "TimeTo", "true or false"),
                    function("Layers: [a]", "Layers", "Layers"),
                    function("Timeout: 1000", "Timeout", "1 to 900"),
                    function(
                            "EphemeralStorage: {Size: 513}\n    SnapStart: {ApplyOn: PublishedVersions}",
                            "Ephemeral",
                            "snapshots take 512"),
                    function("EphemeralStorage: {Size: 10241}", "Ephemeral", "512 to 10240"),
                    function("Environment: {Values: {}}", "Environment", "Values"),
                    function("EventInvokeConfig: {Retries: 1}", "EventInvoke", "Retries"),
                    function(
                            "EventInvokeConfig: {MaximumRetryAttempts: 3}",
                            "EventInvoke",
                            "0 to 2"),
                    event("Api", "Path: /", "Api", "Api is not an event"),
                    event("Schedule", "Schedule: 'cron(* * * * ? *)'", "cron", "rate("),
                    event("Schedule", "Schedule: rate(1 minute), Input: x", "Input", "Input"),
                    event("SQS", "Queue: 'a:gone'", "gone", "no queue of that name"),
                    event("SQS", "Queue: !GetAtt Short.Arn", "Short", "less than the function's"),
                    event("SQS", "BatchSize: 20, Queue: 'a:b'", "BatchSize", "needs a Maximum"),
                    event("SQS", "FilterCriteria: {}, Queue: 'a:b'", "Filter", "FilterCriteria"),
                    event(
                            "SQS",
                            "Queue: 'a:b', ScalingConfig: {MaximumConcurrency: 1}",
                            "Scaling",
                            "2 to 1000"),
                    event("SQS", "Queue: 'a:b', ScalingConfig: {Max: 2}", "Scaling", "Max,"),
                    event("SQS", "Queue: 'a:b', FunctionResponseTypes: [All]", "Types", "may only"),
                    event("DynamoDB", "Stream: 'a:b', StartingPosition: NOW", "Start", "LATEST"),
                    stream("Stream: 'arn:table/gone/x'", "gone", "no table with a stream"),
                    stream("TumblingWindowInSeconds: 5", "Tumbling", "TumblingWindow"),
                    stream("DestinationConfig: {OnSuccess: {}}", "Destination", "OnSuccess"),
                    stream(
                            "DestinationConfig: {OnFailure: {Type: SNS, Destination: x}}",
                            "Destination",
                            "must be SQS"),
                    stream(
                            "FilterCriteria: {Filters: [{Pattern: '{\"dynamodb\": {}}'}]}",
                            "Filter",
                            "only {\"eventName\""),
                    parameter("Type: AWS::SSM::Parameter::Name", "SSM", "is not supported"),
                    parameter("Type: String", "P", "has no Default"),
                    parameter("Type: String, Default: c, AllowedValues: [a, b]", "c,", "[a, b]"),
                    parameter("Type: String, Default: A, AllowedPattern: '[a-z]+'", "A", "[a-z]+"),
                    parameter("Type: Number, Default: 1, MinValue: 2", "Min", "at least 2"),
                    parameter("Type: Number, Default: 9, MaxValue: 8", "Max", "at most 8"),
                    parameter("Type: Number, Default: many", "many", "a number"),
                    parameter("Type: String, Default: '', MinLength: 1", "Min", "1 characters"),
                    parameter("Type: String, Default: a, Minimum: 1", "Minimum", "Minimum"),
                    queue("QueueName: !Ref Nobody", "Nobody", "Nobody"),
                    queue("QueueName: !GetAtt Nobody.Arn", "Nobody", "Nobody"),
                    queue("QueueName: !ImportValue x", "Import", "Fn::ImportValue"),
                    queue("QueueName: !Sub '${Nobody}'", "Nobody", "Nobody"),
                    queue("QueueName: !Sub ['a${b}', [b]]", "[b]", "a map of variables"),
                    new Invalid("Resources: {}\nHooks: {}", "Hooks", "Hooks"),
                    new Invalid("Resources: [", "[", "not YAML"),
                    new Invalid("Resources: {}\nOutputs: {O: {Values: 1}}", "O:", "Values"),
                    new Invalid("Globals: {Api: {}}\nResources: {}", "Api", "Api"),
                    new Invalid(
                            "Globals: {Function: {Layer: a}}\nResources: {}", "Layer", "Layer"));

    @TestFactory
    Stream<DynamicTest> unsupportedPartsAreRejected() {
        return CASES.stream()
                .map(invalid ->
                        DynamicTest.dynamicTest(invalid.yaml(), () -> assertRejected(invalid)));
    }

    private void assertRejected(Invalid invalid) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), invalid.yaml());
        String before = invalid.yaml().substring(0, invalid.yaml().lastIndexOf(invalid.at()));
        long line = 1 + before.chars().filter(letter -> letter == '\n').count();

        assertThatThrownBy(() -> Templates.read(file, Map.of(), queue -> queue))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(file + ":" + line + ": ")
                .hasMessageContaining(invalid.message());
    }

    @Test
    void aGivenParameterIsCheckedToo() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("bad.yaml"),
                        "Parameters: {P: {Type: Number, Default: 3, MaxValue: 8}}\nResources: {}");

        assertThatThrownBy(() -> Templates.read(file, Map.of("P", "9"), queue -> queue))
                .hasMessageContaining("P is 9, but must be at most 8");
        assertThatThrownBy(() -> Templates.read(file, Map.of("Q", "9"), queue -> queue))
                .hasMessageContaining("has no parameter Q; it has [P]");
    }

    private static Invalid resource(String yaml, String at, String message) {
        return new Invalid("Resources:\n  " + yaml.replace("\n", "\n  "), at, message);
    }

    private static Invalid queue(String property, String at, String message) {
        return resource("Q:\n  Type: AWS::SQS::Queue\n  Properties:\n    " + property, at, message);
    }

    private static Invalid bucket(String property, String at, String message) {
        return resource("B:\n  Type: AWS::S3::Bucket\n  Properties:\n    " + property, at, message);
    }

    private static Invalid notification(String configuration, String at, String message) {
        return bucket(
                "NotificationConfiguration:\n      QueueConfigurations:\n        - {"
                        + configuration
                        + "}",
                at,
                message);
    }

    private static Invalid table(String property, String at, String message) {
        return resource(
                "T:\n  Type: AWS::DynamoDB::Table\n  Properties:\n    KeySchema: []\n"
                        + "    AttributeDefinitions: []\n    "
                        + property,
                at,
                message);
    }

    private static Invalid function(String property, String at, String message) {
        return resource(
                "Short: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 2}}\n"
                        + "Long: {Type: AWS::SQS::Queue}\n"
                        + "F:\n  Type: AWS::Serverless::Function\n  Properties:\n"
                        + "    Handler: x.Y\n    "
                        + property,
                at,
                message);
    }

    private static Invalid event(String type, String properties, String at, String message) {
        return function(
                "Events:\n      E:\n        Type: "
                        + type
                        + "\n        Properties: {"
                        + properties
                        + "}",
                at,
                message);
    }

    private static Invalid stream(String property, String at, String message) {
        String given = property.startsWith("Stream:") ? "" : "Stream: 'a:b', ";
        return event(
                "DynamoDB", given + "StartingPosition: TRIM_HORIZON, " + property, at, message);
    }

    private static Invalid parameter(String fields, String at, String message) {
        return new Invalid("Parameters:\n  P: {" + fields + "}\nResources: {}", at, message);
    }
}
