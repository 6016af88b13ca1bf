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

/// Simulated SQS client of the functions, which send messages and read counts. Lambda receives for
/// them and accesses the queues directly.
public final class SimulatedSqs implements SqsClient {
    private static final int MAX_DELAY = 900;
    private static final int MAX_REFUSALS = 3;
    private static final int SENDERS_TRIES = 6;
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
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        var taken = new ArrayList<SendMessageBatchResultEntry>();
        var refused = new ArrayList<BatchResultErrorEntry>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            Integer delay = entry.delaySeconds();
            if (delay != null && (delay < 0 || delay > MAX_DELAY)) {
                refused.add(refused(entry.id(), "InvalidParameterValue", true));
            } else if (isRefused(entry.messageBody())) {
                refused.add(refused(entry.id(), "ServiceUnavailable", false));
            } else {
                String id =
                        queues.add(
                                queue,
                                Versions.written(
                                        entry.messageBody(), network.scheduler().isNewer()),
                                entry.messageGroupId(),
                                delay == null ? 0 : delay * 1_000_000L);
                taken.add(
                        SendMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .messageId(id)
                                .md5OfMessageBody(Receipts.md5(entry.messageBody()))
                                .build());
            }
        }
        if (refused.isEmpty()) {
            network.strike(Fault.SEND_UNANSWERED, Network::unanswered);
        }
        return SendMessageBatchResponse.builder().successful(taken).failed(refused).build();
    }

    // Only SEND_GIVEN_UP rejects an entry until its sender gives up.
    private boolean isRefused(String body) {
        int before = refusals.getOrDefault(body, 0);
        if (before == 0 && network.faults().strikes(Fault.SEND_GIVEN_UP)) {
            givenUp.add(body);
        }
        boolean again =
                givenUp.contains(body)
                        ? before < SENDERS_TRIES
                        : before < MAX_REFUSALS && network.faults().strikes(Fault.SEND_REFUSED);
        if (again) {
            refusals.merge(body, 1, Integer::sum);
        }
        return again;
    }

    private static BatchResultErrorEntry refused(String id, String code, boolean sender) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .message("refused")
                .senderFault(sender)
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
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return ReceiveMessageResponse.builder().messages(receipts.receive(queue, request)).build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        network.call("DeleteMessage", request::receiptHandle);
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        queue.delete(receipts.of(request.receiptHandle()), network.scheduler().micros());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
            ChangeMessageVisibilityRequest request) {
        network.call("ChangeMessageVisibility", request::receiptHandle);
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        receipts.hide(queue, request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        network.call("GetQueueAttributes", request::queueUrl);
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return GetQueueAttributesResponse.builder()
                .attributes(attributes.of(queue, request.attributeNames()))
                .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        network.call("GetQueueUrl", request::queueName);
        String url = Queues.url(request.queueName());
        found(url);
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        return GetQueueUrlResponse.builder().queueUrl(url).build();
    }

    private Queue found(String url) {
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
