package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/// SQS as functions call it: sending, and asking how much there is. Receiving is Lambda's.
public final class SimulatedSqs implements SqsClient {
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_DELAY = 900;
    private static final long COUNTS_AGE = 50_000_000;
    private static final int MOST_REFUSALS = 3;
    private final Network network;
    private final Queues queues;
    private final Map<String, Integer> refusals = new HashMap<>();

    public SimulatedSqs(Network network, Queues queues) {
        this.network = network;
        this.queues = queues;
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        network.call(
                "SendMessageBatch",
                () ->
                        request.queueUrl()
                                + request.entries().stream()
                                        .map(SendMessageBatchRequestEntry::messageBody)
                                        .toList());
        check(request);
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        var taken = new ArrayList<SendMessageBatchResultEntry>();
        var refused = new ArrayList<BatchResultErrorEntry>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            Integer delay = entry.delaySeconds();
            if (delay != null && (delay < 0 || delay > LONGEST_DELAY)) {
                refused.add(refused(entry.id(), "InvalidParameterValue", true));
            } else if (isRefused(entry.messageBody())) {
                refused.add(refused(entry.id(), "ServiceUnavailable", false));
            } else {
                String id =
                        queues.add(
                                queue,
                                Versions.written(
                                        entry.messageBody(), network.scheduler().isNewer()),
                                delay == null ? 0 : delay * 1_000_000L);
                taken.add(
                        SendMessageBatchResultEntry.builder().id(entry.id()).messageId(id).build());
            }
        }
        if (refused.isEmpty()) {
            network.strike(Fault.SEND_UNANSWERED, Network::unanswered);
        }
        return SendMessageBatchResponse.builder().successful(taken).failed(refused).build();
    }

    // A sender gives up in the end; that far it does not go.
    private boolean isRefused(String body) {
        boolean again = refusals.getOrDefault(body, 0) < MOST_REFUSALS;
        if (again && network.strikes(Fault.SEND_REFUSED)) {
            refusals.merge(body, 1, Integer::sum);
            return true;
        }
        return false;
    }

    private static void check(SendMessageBatchRequest request) {
        List<String> ids =
                request.entries().stream().map(SendMessageBatchRequestEntry::id).toList();
        if (ids.isEmpty()) {
            throw EmptyBatchRequestException.builder().message("no entries").build();
        }
        if (ids.size() > MOST_ENTRIES) {
            throw TooManyEntriesInBatchRequestException.builder()
                    .message(ids.size() + " entries are more than " + MOST_ENTRIES)
                    .build();
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw BatchEntryIdsNotDistinctException.builder().message("ids " + ids).build();
        }
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
                SqsException.builder()
                        .statusCode(403)
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode("RequestThrottled")
                                        .errorMessage("later")
                                        .build())
                        .message("throttled")
                        .build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        network.call("GetQueueAttributes", request::queueUrl);
        Queue queue = found(request.queueUrl());
        network.strike(Fault.SQS_FAILS, SimulatedSqs::throttled);
        Map<QueueAttributeName, String> all = attributes(queue);
        all.keySet().retainAll(request.attributeNames());
        return GetQueueAttributesResponse.builder().attributes(all).build();
    }

    private Map<QueueAttributeName, String> attributes(Queue queue) {
        long now = network.scheduler().micros();
        int total = queue.all().size();
        int visible = queue.visible(now);
        int delayed = queue.delayed(now);
        if (network.strikes(Fault.COUNTS_LATE)) {
            long age = network.faults().random().nextLong(COUNTS_AGE);
            total = queue.sizeAt(Math.max(0, now - age));
            visible = total;
            delayed = 0;
        }
        var all = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, String.valueOf(visible));
        all.put(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                String.valueOf(total - visible - delayed));
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, String.valueOf(delayed));
        all.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(queue.visibility().toSeconds()));
        Queue grave = queue.deadLetters();
        if (grave != null) {
            all.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:%s\",\"maxReceiveCount\":%d}"
                            .formatted(grave.name(), queue.maxReceives()));
        }
        return all;
    }

    private Queue found(String url) {
        if (!queues.has(url)) {
            throw QueueDoesNotExistException.builder().message("no queue at " + url).build();
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
