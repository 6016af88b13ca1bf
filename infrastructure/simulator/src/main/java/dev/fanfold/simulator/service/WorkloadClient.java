package dev.fanfold.simulator.service;

import static java.util.Map.entry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// A simulated client for workloads. The engine calls only operations that the simulator plays,
/// that is, simulates; a workload may call any operation. This client rejects an operation, and a
/// parameter of a request, that the simulator does not play, because a test that ignored it would
/// prove nothing. It does not check the members of a parameter, such as those of an entry of a
/// batch.
public final class WorkloadClient implements InvocationHandler {
    private static final Map<Class<?>, Set<String>> PLAYED_PARAMETERS =
            Map.ofEntries(
                    entry(
                            PutObjectRequest.class,
                            Set.of("Bucket", "Key", "IfNoneMatch", "ContentType", "ContentLength")),
                    entry(
                            GetObjectRequest.class,
                            Set.of("Bucket", "Key", "Range", "IfMatch", "VersionId")),
                    entry(HeadObjectRequest.class, Set.of("Bucket", "Key")),
                    entry(DeleteObjectRequest.class, Set.of("Bucket", "Key")),
                    entry(
                            ListObjectsV2Request.class,
                            Set.of(
                                    "Bucket",
                                    "Prefix",
                                    "Delimiter",
                                    "MaxKeys",
                                    "StartAfter",
                                    "ContinuationToken")),
                    entry(
                            CreateMultipartUploadRequest.class,
                            Set.of("Bucket", "Key", "ContentType")),
                    entry(
                            UploadPartRequest.class,
                            Set.of("Bucket", "Key", "UploadId", "PartNumber", "ContentLength")),
                    entry(
                            CompleteMultipartUploadRequest.class,
                            Set.of("Bucket", "Key", "UploadId", "MultipartUpload")),
                    entry(AbortMultipartUploadRequest.class, Set.of("Bucket", "Key", "UploadId")),
                    entry(
                            ListPartsRequest.class,
                            Set.of("Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker")),
                    entry(
                            ListMultipartUploadsRequest.class,
                            Set.of("Bucket", "Prefix", "MaxUploads", "KeyMarker")),
                    entry(GetItemRequest.class, Set.of("TableName", "Key", "ConsistentRead")),
                    entry(
                            PutItemRequest.class,
                            Set.of(
                                    "TableName",
                                    "Item",
                                    "ConditionExpression",
                                    "ExpressionAttributeNames",
                                    "ExpressionAttributeValues",
                                    "ReturnValuesOnConditionCheckFailure")),
                    entry(DeleteItemRequest.class, Set.of("TableName", "Key")),
                    entry(
                            QueryRequest.class,
                            Set.of(
                                    "TableName",
                                    "IndexName",
                                    "KeyConditionExpression",
                                    "ExpressionAttributeNames",
                                    "ExpressionAttributeValues",
                                    "ConsistentRead",
                                    "ScanIndexForward",
                                    "Limit",
                                    "ExclusiveStartKey")),
                    entry(
                            TransactWriteItemsRequest.class,
                            Set.of("TransactItems", "ClientRequestToken")),
                    entry(SendMessageBatchRequest.class, Set.of("QueueUrl", "Entries")),
                    entry(
                            ReceiveMessageRequest.class,
                            Set.of(
                                    "QueueUrl",
                                    "MaxNumberOfMessages",
                                    "VisibilityTimeout",
                                    "MessageSystemAttributeNames")),
                    entry(DeleteMessageRequest.class, Set.of("QueueUrl", "ReceiptHandle")),
                    entry(
                            ChangeMessageVisibilityRequest.class,
                            Set.of("QueueUrl", "ReceiptHandle", "VisibilityTimeout")),
                    entry(GetQueueAttributesRequest.class, Set.of("QueueUrl", "AttributeNames")),
                    entry(GetQueueUrlRequest.class, Set.of("QueueName")));

    private final Class<?> type;
    private final Object simulated;

    private WorkloadClient(Class<?> type, Object simulated) {
        this.type = type;
        this.simulated = simulated;
    }

    /// Wraps a simulated client of this type.
    public static <C> C of(Class<C> type, C simulated) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        new WorkloadClient(type, simulated)));
    }

    /// The advice in an error about a client, an operation or a parameter that the simulator does
    /// not play.
    public static String remedy(Class<?> type) {
        return "give the test a fake of it: .resources(Map.of(\"%s\", fake))"
                .formatted(type.getSimpleName());
    }

    @Override
    public @Nullable Object invoke(Object client, Method method, Object @Nullable [] args)
            throws Throwable {
        Object[] arguments = args == null ? new Object[0] : args;
        try {
            if (!isPlayed(method)) {
                // The SDK's default method. It calls another method of this client, for example if
                // it takes a builder, or throws an UnsupportedOperationException.
                return InvocationHandler.invokeDefault(client, method, arguments);
            }
            check(method, arguments);
            return method.invoke(simulated, arguments);
        } catch (InvocationTargetException e) {
            throw withRemedy(method, e.getTargetException());
        } catch (UnsupportedOperationException e) {
            throw withRemedy(method, e);
        }
    }

    // Whether the simulated client itself has the method.
    private boolean isPlayed(Method method) throws NoSuchMethodException {
        return !method.isDefault()
                || simulated
                                .getClass()
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass()
                        == simulated.getClass();
    }

    private void check(Method method, Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof SdkPojo request
                    && PLAYED_PARAMETERS.containsKey(request.getClass())) {
                var unplayed = new TreeSet<>(parameters(request));
                unplayed.removeAll(PLAYED_PARAMETERS.getOrDefault(request.getClass(), Set.of()));
                if (!unplayed.isEmpty()) {
                    throw new UnplayedException(
                            "the simulator does not play %s of %s.%s: leave it out, or %s"
                                    .formatted(
                                            unplayed,
                                            type.getSimpleName(),
                                            method.getName(),
                                            remedy(type)),
                            null);
                }
            }
        }
    }

    // The names of the parameters that the request sets.
    private static List<String> parameters(SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> isSet(field.getValueOrDefault(request)))
                .map(field -> field.memberName())
                .toList();
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }

    private Throwable withRemedy(Method method, Throwable failure) {
        if (failure instanceof UnplayedException
                || !(failure instanceof UnsupportedOperationException)) {
            return failure;
        }
        String why = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return new UnplayedException(
                "the simulator does not play this call of %s.%s%s: %s"
                        .formatted(type.getSimpleName(), method.getName(), why, remedy(type)),
                failure);
    }

    /// An error about a call that the simulator does not play, with the remedy.
    private static final class UnplayedException extends UnsupportedOperationException {
        private static final long serialVersionUID = 1;

        UnplayedException(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }
}
