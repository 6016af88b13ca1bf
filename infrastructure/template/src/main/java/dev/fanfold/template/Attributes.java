package dev.fanfold.template;

import java.util.function.UnaryOperator;

/// Computes the value of `Fn::GetAtt` from the type of a resource and the name of the attribute.
final class Attributes {
    private Attributes() {}

    static String of(
            String type,
            String id,
            String name,
            String attribute,
            UnaryOperator<String> queueUrl,
            Place place) {
        return switch (type + "." + attribute) {
            case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + name;
            case "AWS::S3::Bucket.DomainName" -> name + ".s3.amazonaws.com";
            case "AWS::S3::Bucket.RegionalDomainName" ->
                    name + ".s3." + Aws.REGION + ".amazonaws.com";
            case "AWS::SQS::Queue.Arn" -> Aws.arn("sqs", name);
            case "AWS::SQS::Queue.QueueName" -> name;
            case "AWS::SQS::Queue.QueueUrl" -> queueUrl.apply(name);
            case "AWS::DynamoDB::Table.Arn" -> Aws.arn("dynamodb", "table/" + name);
            // On AWS the stream's label is a timestamp. The local cloud has one stream for each
            // table and ignores the label.
            case "AWS::DynamoDB::Table.StreamArn" ->
                    Aws.arn("dynamodb", "table/" + name + "/stream/latest");
            case "AWS::Serverless::Function.Arn" -> Aws.arn("lambda", "function:" + name);
            // The local cloud has no versions of functions, so an alias stands for the function.
            case "AWS::Serverless::Function.Alias" -> Aws.arn("lambda", "function:" + name);
            case "AWS::IAM::Role.Arn" -> Roles.arn(name);
            default -> {
                if (!KnownProperties.IGNORED_TYPES.contains(type)) {
                    throw new TemplateException(
                            place,
                            id
                                    + " ("
                                    + type
                                    + ") has no attribute "
                                    + attribute
                                    + " in the local cloud");
                }
                // A placeholder: the local cloud does not create this resource.
                yield Aws.arn("ignored", name + "/" + attribute);
            }
        };
    }
}
