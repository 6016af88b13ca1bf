package dev.fanfold.local.function;

import dev.fanfold.template.Aws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/// The rights that a call needs in its caller's role
/// (https://docs.aws.amazon.com/service-authorization/latest/reference/).
final class CallRights {
    /// The resource of a call that names none, such as a list of all tables.
    private static final String ANY_RESOURCE = "*";

    /// The action of each operation whose action has another name.
    private static final Map<String, String> S3_ACTIONS =
            Map.ofEntries(
                    Map.entry("HeadObject", "GetObject"),
                    Map.entry("CopyObject", "PutObject"),
                    Map.entry("CreateMultipartUpload", "PutObject"),
                    Map.entry("UploadPart", "PutObject"),
                    Map.entry("CompleteMultipartUpload", "PutObject"),
                    Map.entry("ListParts", "ListMultipartUploadParts"),
                    Map.entry("HeadBucket", "ListBucket"),
                    Map.entry("ListObjects", "ListBucket"),
                    Map.entry("ListObjectsV2", "ListBucket"),
                    Map.entry("ListObjectVersions", "ListBucketVersions"),
                    Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
                    Map.entry("ListBuckets", "ListAllMyBuckets"));

    /// The actions that have another name, with the suffix `Version`, for a given version.
    private static final Set<String> VERSIONED_ACTIONS = Set.of("GetObject", "DeleteObject");

    private CallRights() {}

    /// An action on a resource.
    record Right(String action, String resource) {}

    /// The rights that a call needs; empty for a service that the local cloud does not emulate.
    static List<Right> of(SdkRequest request, String operation) {
        return switch (request) {
            case DynamoDbRequest dynamo -> dynamodb(dynamo, operation).distinct().toList();
            case SqsRequest sqs -> List.of(sqs(sqs, operation));
            case S3Request s3 -> s3(s3, operation).toList();
            default -> List.of();
        };
    }

    /// The right without which S3 does not tell the caller of this call that the object to read is
    /// missing; empty if the call reads no object.
    static List<Right> toSeeWhatIsMissing(SdkRequest request) {
        return switch (request) {
            case GetObjectRequest get -> List.of(toList(get.bucket()));
            case HeadObjectRequest head -> List.of(toList(head.bucket()));
            case CopyObjectRequest copy -> List.of(toList(copy.sourceBucket()));
            default -> List.of();
        };
    }

    private static Right toList(String bucket) {
        return new Right("s3:ListBucket", "arn:aws:s3:::" + bucket);
    }

    private static Stream<Right> dynamodb(DynamoDbRequest request, String operation) {
        return switch (request) {
            case TransactWriteItemsRequest all ->
                    all.transactItems().stream().map(CallRights::ofPart);
            case TransactGetItemsRequest all ->
                    all.transactItems().stream()
                            .map(item -> onTable("GetItem", item.get().tableName()));
            case BatchGetItemRequest all ->
                    all.requestItems().keySet().stream().map(table -> onTable(operation, table));
            case BatchWriteItemRequest all ->
                    all.requestItems().keySet().stream().map(table -> onTable(operation, table));
            default ->
                    Stream.of(
                            text(request, "TableName")
                                    .map(table -> onTable(operation, table + index(request)))
                                    .orElseGet(() ->
                                            new Right("dynamodb:" + operation, ANY_RESOURCE)));
        };
    }

    private static Right ofPart(TransactWriteItem part) {
        if (part.put() != null) {
            return onTable("PutItem", part.put().tableName());
        }
        if (part.update() != null) {
            return onTable("UpdateItem", part.update().tableName());
        }
        return part.delete() != null
                ? onTable("DeleteItem", part.delete().tableName())
                : onTable("ConditionCheckItem", part.conditionCheck().tableName());
    }

    private static String index(DynamoDbRequest request) {
        return text(request, "IndexName").map(index -> "/index/" + index).orElse("");
    }

    private static Right onTable(String operation, String table) {
        return new Right(
                "dynamodb:" + operation,
                table.startsWith("arn:") ? table : Aws.arn("dynamodb", "table/" + table));
    }

    private static Right sqs(SqsRequest request, String operation) {
        return new Right(
                "sqs:" + operation.replaceFirst("Batch$", ""),
                Stream.of("QueueUrl", "QueueName")
                        .flatMap(name -> text(request, name).stream())
                        .map(queue -> Aws.arn("sqs", queue.substring(queue.lastIndexOf('/') + 1)))
                        .findFirst()
                        .orElse(ANY_RESOURCE));
    }

    private static Stream<Right> s3(S3Request request, String operation) {
        return switch (request) {
            case DeleteObjectsRequest all ->
                    all.delete().objects().stream()
                            .map(item ->
                                    new Right(
                                            "s3:"
                                                    + versioned(
                                                            "DeleteObject",
                                                            item.versionId() != null),
                                            object(all.bucket(), item.key())));
            case CopyObjectRequest copy ->
                    Stream.of(
                            new Right(
                                    "s3:" + versioned("GetObject", copy.sourceVersionId() != null),
                                    object(copy.sourceBucket(), copy.sourceKey())),
                            new Right(
                                    "s3:PutObject",
                                    object(copy.destinationBucket(), copy.destinationKey())));
            default -> Stream.of(onObject(request, operation));
        };
    }

    private static Right onObject(S3Request request, String operation) {
        String action = S3_ACTIONS.getOrDefault(operation, operation);
        return new Right(
                "s3:" + versioned(action, text(request, "VersionId").isPresent()),
                text(request, "Bucket")
                        .map(bucket ->
                                text(request, "Key")
                                        .map(key -> object(bucket, key))
                                        .orElse("arn:aws:s3:::" + bucket))
                        .orElse(ANY_RESOURCE));
    }

    private static String versioned(String action, boolean hasVersion) {
        return hasVersion && VERSIONED_ACTIONS.contains(action) ? action + "Version" : action;
    }

    private static String object(String bucket, String key) {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }

    private static Optional<String> text(SdkRequest request, String field) {
        return request.getValueForField(field, String.class);
    }
}
