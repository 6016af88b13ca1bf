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

/// A queue as its senders and receivers see it.
record Mailbox(Services services, String url) {
    /// Longer than any case runs.
    static final Duration LONG = Duration.ofMinutes(5);

    static final Duration SHORT = Duration.ofSeconds(1);

    static SendMessageBatchRequestEntry letter(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    static SendMessageBatchRequestEntry letter(String id, String body, Duration delay) {
        return letter(id, body).toBuilder()
                .delaySeconds(Math.toIntExact(delay.toSeconds()))
                .build();
    }

    static List<SendMessageBatchRequestEntry> letters(int count) {
        return IntStream.range(0, count).mapToObj(i -> letter("id" + i, "body" + i)).toList();
    }

    SendMessageBatchResponse send(List<SendMessageBatchRequestEntry> entries) {
        return services.sqs().sendMessageBatch(send -> send.queueUrl(url).entries(entries));
    }

    /// Sends a message and checks that it is accepted.
    void send(String body) {
        assertThat(send(List.of(letter("only", body))).failed()).isEmpty();
    }

    /// Makes one receive call.
    List<Message> receive(int max) {
        return services.sqs()
                .receiveMessage(receive ->
                        receive.queueUrl(url)
                                .maxNumberOfMessages(max)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /// Waits for the next message.
    Message next() {
        return services.until("a message comes", () -> receive(1).stream().findFirst());
    }

    /// Checks that nothing can be received now.
    void showsNothing() {
        assertThat(receive(10)).isEmpty();
    }

    /// Receives and deletes messages until there are this many.
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

    void hide(Message message, Duration time) {
        services.sqs()
                .changeMessageVisibility(change ->
                        change.queueUrl(url)
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(Math.toIntExact(time.toSeconds())));
    }

    static int received(Message message) {
        return Integer.parseInt(
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
    }

    Map<QueueAttributeName, String> attributes(QueueAttributeName... names) {
        return services.sqs()
                .getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(names))
                .attributes();
    }

    /// Waits until the queue counts this many visible, in flight and delayed.
    void counts(int visible, int inFlight, int delayed) {
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
