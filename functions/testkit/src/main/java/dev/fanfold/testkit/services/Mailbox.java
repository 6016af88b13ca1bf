package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// A queue, with the calls of its senders and receivers.
record Mailbox(Services services, String url) {
    /// A visibility timeout that does not end while a case runs.
    static final Duration LONG = Duration.ofMinutes(5);

    /// A visibility timeout or a delay whose end a case waits for.
    static final Duration SHORT = Duration.ofSeconds(1);

    static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    static SendMessageBatchRequestEntry entry(String id, String body, Duration delay) {
        return entry(id, body).toBuilder().delaySeconds(Math.toIntExact(delay.toSeconds())).build();
    }

    static List<SendMessageBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry("id" + i, "body" + i)).toList();
    }

    SendMessageBatchResponse send(List<SendMessageBatchRequestEntry> entries) {
        return services.sqs().sendMessageBatch(send -> send.queueUrl(url).entries(entries));
    }

    /// Sends a message and checks that it is accepted.
    void send(String body) {
        assertThat(send(List.of(entry("only", body))).failed()).isEmpty();
    }

    /// Makes one receive call. It may return fewer messages than there are.
    List<Message> receive(int max) {
        return services.sqs()
                .receiveMessage(receive ->
                        receive.queueUrl(url)
                                .maxNumberOfMessages(max)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /// Receives one message, once there is one.
    Message next() {
        return services.until("a message comes", () -> receive(1).stream().findFirst());
    }

    /// Checks that a receive call returns no message.
    void assertNothingVisible() {
        assertThat(receive(10)).isEmpty();
    }

    /// Receives and deletes messages until it has at least this many, and returns them.
    List<Message> take(int count) {
        var taken = new ArrayList<Message>();
        return services.until(
                count + " messages come",
                () -> {
                    List<Message> now = receive(10);
                    now.forEach(this::delete);
                    taken.addAll(now);
                    return taken.size() < count ? Optional.empty() : Optional.of(taken);
                });
    }

    void delete(Message message) {
        services.sqs()
                .deleteMessage(
                        delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /// Makes a received message visible again now.
    void giveBack(Message message) {
        setVisibilityTimeout(message, Duration.ZERO);
    }

    /// Makes a received message visible again after this time.
    void setVisibilityTimeout(Message message, Duration time) {
        services.sqs()
                .changeMessageVisibility(change ->
                        change.queueUrl(url)
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(Math.toIntExact(time.toSeconds())));
    }

    /// How often the message was received.
    static int receiveCount(Message message) {
        return Integer.parseInt(
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
    }

    Map<QueueAttributeName, String> attributes(QueueAttributeName... names) {
        return services.sqs()
                .getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(names))
                .attributes();
    }

    /// Waits until the queue's counts of visible messages, messages in flight and delayed messages
    /// have these values.
    void awaitCounts(int visible, int inFlight, int delayed) {
        QueueAttributeName[] names = {
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED
        };
        List<String> wanted = Stream.of(visible, inFlight, delayed).map(String::valueOf).toList();
        services.until(
                "counts of " + wanted,
                () -> {
                    Map<QueueAttributeName, String> now = attributes(names);
                    return Optional.of(Stream.of(names).map(name -> now.getOrDefault(name, "")))
                            .map(Stream::toList)
                            .filter(wanted::equals);
                });
    }
}
