package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The simulated SQS client of functions and workloads. Functions send messages and read counts
/// with it; workloads may also receive messages. The messages that Lambda delivers to functions do
/// not pass through it. An operation that it does not implement throws an
/// UnsupportedOperationException, as the SDK's interface does.
public final class SimulatedSqs implements SqsClient {
    private static final int MAX_DELAY_SECONDS = 900;
    // Fewer rejections than a sender makes tries.
    private static final int MAX_REFUSALS = 3;
    // As many rejections as `SqsSender` makes tries.
    private static final int MAX_TRIES_OF_SENDER = 6;
    private final Network network;
    private final Queues queues;
    private final QueueAttributes attributes;
    private final Receipts receipts;
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();

    public SimulatedSqs(Network network, Queues queues) {
        this.network = network;
        this.queues = queues;
        this.attributes = new QueueAttributes(network);
        this.receipts = new Receipts(network);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        network.call(
                "SendMessageBatch",
                request.entries().stream().mapToLong(one -> one.messageBody().hashCode()).sum(),
                () ->
                        request.queueUrl()
                                + request.entries().stream()
                                        .map(SendMessageBatchRequestEntry::messageBody)
                                        .toList());
        SendLimits.check(request.entries());
        Queue queue = queueAt(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        var accepted = new ArrayList<SendMessageBatchResultEntry>();
        var rejected = new ArrayList<BatchResultErrorEntry>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            Integer delay = entry.delaySeconds();
            if (delay != null && (delay < 0 || delay > MAX_DELAY_SECONDS)) {
                rejected.add(rejection(entry.id(), "InvalidParameterValue", true));
            } else if (isRejected(entry.messageBody())) {
                rejected.add(rejection(entry.id(), "ServiceUnavailable", false));
            } else {
                String id =
                        queues.add(
                                queue,
                                Versions.written(
                                        entry.messageBody(), network.scheduler().isNewer()),
                                entry.messageGroupId(),
                                delay == null ? 0 : delay * 1_000_000L);
                accepted.add(
                        SendMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .messageId(id)
                                .md5OfMessageBody(Receipts.md5(entry.messageBody()))
                                .build());
            }
        }
        if (rejected.isEmpty()) {
            network.strike(Fault.SEND_UNANSWERED, Network::unanswered);
        }
        return SendMessageBatchResponse.builder().successful(accepted).failed(rejected).build();
    }

    // SEND_GIVEN_UP rejects an entry until its sender gives up, and SEND_REFUSED less often. Equal
    // bodies count as one entry.
    private boolean isRejected(String body) {
        int before = refusals.getOrDefault(body, 0);
        if (before == 0 && network.faults().strikes(Fault.SEND_GIVEN_UP)) {
            givenUp.add(body);
        }
        boolean isRejected =
                givenUp.contains(body)
                        ? before < MAX_TRIES_OF_SENDER
                        : before < MAX_REFUSALS && network.faults().strikes(Fault.SEND_REFUSED);
        if (isRejected) {
            refusals.merge(body, 1, Integer::sum);
        }
        return isRejected;
    }

    private static BatchResultErrorEntry rejection(String id, String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .message("refused")
                .senderFault(senderFault)
                .build();
    }

    private static SqsException throttled() {
        return (SqsException)
                Errors.withDetails(SqsException.builder(), 403, "RequestThrottled", "try later")
                        .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        network.call("ReceiveMessage", request::queueUrl);
        Queue queue = queueAt(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return ReceiveMessageResponse.builder().messages(receipts.receive(queue, request)).build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        network.call("DeleteMessage", request::receiptHandle);
        Queue queue = queueAt(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        queue.delete(receipts.of(request.receiptHandle()), network.scheduler().micros());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
            ChangeMessageVisibilityRequest request) {
        network.call("ChangeMessageVisibility", request::receiptHandle);
        Queue queue = queueAt(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        receipts.changeVisibility(queue, request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        network.call("GetQueueAttributes", request::queueUrl);
        Queue queue = queueAt(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return GetQueueAttributesResponse.builder()
                .attributes(attributes.of(queue, request.attributeNames()))
                .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        network.call("GetQueueUrl", request::queueName);
        String url = Queues.url(request.queueName());
        queueAt(url);
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return GetQueueUrlResponse.builder().queueUrl(url).build();
    }

    private Queue queueAt(String url) {
        if (!queues.has(url)) {
            throw Errors.withDetails(
                            QueueDoesNotExistException.builder(),
                            400,
                            "AWS.SimpleQueueService.NonExistentQueue",
                            "no queue at " + url)
                    .build();
        }
        return queues.at(url);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
