package dev.fanfold.template;

import java.util.Locale;

/// Determines the name of a resource in its service. If the template sets none, the name consists
/// of the stack's name and the logical id.
final class PhysicalName {
    private PhysicalName() {}

    /// The name of a resource.
    ///
    /// @param raw the resource as written, with unresolved references
    static String of(String stack, String id, Properties raw, Intrinsics intrinsics) {
        String generated = stack + "-" + id;
        return switch (raw.text("Type")) {
            case "AWS::S3::Bucket" ->
                    declaredName("BucketName", generated, raw, intrinsics).toLowerCase(Locale.ROOT);
            case "AWS::SQS::Queue" -> declaredName("QueueName", generated, raw, intrinsics);
            case "AWS::DynamoDB::Table" -> declaredName("TableName", generated, raw, intrinsics);
            case "AWS::Serverless::Function" ->
                    declaredName("FunctionName", generated, raw, intrinsics);
            // The name is part of a host name, which has no capital letters.
            case "AWS::Serverless::Api" -> generated.toLowerCase(Locale.ROOT);
            default -> generated;
        };
    }

    /// The name of a REST API's stage.
    static String stage(Properties api, Intrinsics intrinsics) {
        return declaredName("StageName", "", api, intrinsics);
    }

    private static String declaredName(
            String property, String defaultValue, Properties raw, Intrinsics intrinsics) {
        return raw.fields("Properties")
                .flatMap(properties -> new Properties("", properties).value(property))
                .map(intrinsics::resolve)
                .map(value -> value instanceof Value.Text text ? text.text() : defaultValue)
                .orElse(defaultValue);
    }
}
