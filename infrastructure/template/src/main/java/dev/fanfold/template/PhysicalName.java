package dev.fanfold.template;

import java.util.Locale;

/// The name of a resource in its service: its own if it has one, otherwise one made of stack and
/// logical id.
final class PhysicalName {
    private PhysicalName() {}

    /// @param raw the resource, not resolved
    static String of(String stack, String id, Properties raw, Intrinsics intrinsics) {
        String made = stack + "-" + id;
        return switch (raw.text("Type")) {
            case "AWS::S3::Bucket" ->
                    own("BucketName", made, raw, intrinsics).toLowerCase(Locale.ROOT);
            case "AWS::SQS::Queue" -> own("QueueName", made, raw, intrinsics);
            case "AWS::DynamoDB::Table" -> own("TableName", made, raw, intrinsics);
            case "AWS::Serverless::Function" -> own("FunctionName", made, raw, intrinsics);
            // The name is part of a host name.
            case "AWS::Serverless::Api" -> made.toLowerCase(Locale.ROOT);
            default -> made;
        };
    }

    /// The stage of a REST API.
    static String stage(Properties api, Intrinsics intrinsics) {
        return own("StageName", "", api, intrinsics);
    }

    private static String own(
            String property, String otherwise, Properties raw, Intrinsics intrinsics) {
        return raw.fields("Properties")
                .flatMap(properties -> new Properties("", properties).value(property))
                .map(intrinsics::resolve)
                .map(value -> value instanceof Value.Text text ? text.text() : otherwise)
                .orElse(otherwise);
    }
}
