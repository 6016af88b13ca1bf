package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Mailbox.entries;
import static dev.fanfold.testkit.services.Mailbox.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The behaviour of SQS for receivers of a standard queue, except for duplicate deliveries.
///
/// SQS-Guide, "Amazon SQS at-least-once delivery": in rare cases SQS delivers a message again
/// although it is in flight or deleted. A case may fail if that happens while it runs.
public interface ReceivePromises extends Promises {
    private Mailbox mailbox(Duration visibility) {
        return new Mailbox(services(), services().queue(visibility));
    }

    private Mailbox mailbox() {
        return mailbox(Mailbox.LONG);
    }

    @Test
    default void anEmptyQueueAnswersWithNothing() {
        mailbox().assertNothingVisible();
    }

    @Test
    default void aReceivedMessageIsNotReceivedAgainBeforeItsTimeout() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        mailbox.next();

        mailbox.assertNothingVisible();
        mailbox.awaitCounts(0, 1, 0);
    }

    @Test
    default void aMessageThatIsNotDeletedComesBackAfterItsTimeout() {
        Mailbox mailbox = mailbox(Mailbox.SHORT);
        mailbox.send("work");
        Message first = mailbox.next();

        services().pass(Mailbox.SHORT);
        Message second = mailbox.next();

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.body()).isEqualTo("work");
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    }

    @Test
    default void everyReceiveIsCounted() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");

        for (int count = 1; count <= 3; count++) {
            Message message = mailbox.next();
            assertThat(Mailbox.receiveCount(message)).isEqualTo(count);
            mailbox.giveBack(message);
        }
    }

    @Test
    default void aMessageThatIsGivenBackIsVisibleImmediately() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message first = mailbox.next();

        mailbox.giveBack(first);

        mailbox.awaitCounts(1, 0, 0);
        assertThat(mailbox.next().messageId()).isEqualTo(first.messageId());
    }

    @Test
    default void aMessageMayHaveALongerTimeoutThanItsQueue() {
        Mailbox mailbox = mailbox(Duration.ofSeconds(2));
        mailbox.send("work");
        mailbox.setVisibilityTimeout(mailbox.next(), Mailbox.LONG);

        services().pass(Duration.ofSeconds(2));

        mailbox.assertNothingVisible();
        mailbox.awaitCounts(0, 1, 0);
    }

    @Test
    default void aDeletedMessageDoesNotComeBack() {
        Mailbox mailbox = mailbox(Mailbox.SHORT);
        mailbox.send("work");
        mailbox.delete(mailbox.next());

        services().pass(Mailbox.SHORT);

        mailbox.awaitCounts(0, 0, 0);
        mailbox.assertNothingVisible();
    }

    @Test
    default void oneDeletedMessageLeavesTheOthers() {
        Mailbox mailbox = mailbox();
        mailbox.send(entries(2));
        Message gone = mailbox.next();
        mailbox.delete(gone);

        assertThat(mailbox.next().messageId()).isNotEqualTo(gone.messageId());
        mailbox.awaitCounts(0, 1, 0);
    }

    @Test
    default void aMessageIsDeletedTwiceWithoutAnError() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message message = mailbox.next();

        mailbox.delete(message);
        mailbox.delete(message);

        mailbox.awaitCounts(0, 0, 0);
    }

    /// SQS-API, DeleteMessage: with an old handle the request succeeds, but the message might not
    /// be deleted.
    @Test
    default void anOldReceiptHandleIsNoErrorAndTheLastOneDeletes() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message first = mailbox.next();
        mailbox.giveBack(first);
        Message second = mailbox.next();

        mailbox.delete(first);
        mailbox.delete(second);

        mailbox.awaitCounts(0, 0, 0);
    }

    /// SQS-API, DeleteMessage: a message is deleted even if another receiver has it. In this case
    /// it is visible, and no receiver has it.
    @Test
    default void aReceiptHandleDeletesAMessageThatWasGivenBack() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message message = mailbox.next();
        mailbox.giveBack(message);

        mailbox.delete(message);

        mailbox.awaitCounts(0, 0, 0);
    }

    @Test
    default void theTimeoutOfADeletedMessageCannotBeSet() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message message = mailbox.next();
        mailbox.delete(message);

        RefusedCalls.assertRefused(400, () -> mailbox.setVisibilityTimeout(message, Mailbox.LONG));
    }

    @Test
    default void aReceiveTakesNoMoreThanItAsksFor() {
        Mailbox mailbox = mailbox();
        mailbox.send(entries(10));

        assertThat(mailbox.receive(3)).hasSizeBetween(1, 3);
    }

    @Test
    default void aReceiveOfMoreThanTenIsRefused() {
        Mailbox mailbox = mailbox();

        RefusedCalls.assertRefused(400, () -> mailbox.receive(11));
    }

    @Test
    default void eachOfManyMessagesComesOnce() {
        Mailbox mailbox = mailbox();
        mailbox.send(entries(10));
        mailbox.send(entries(10));
        mailbox.send(entries(5));

        assertThat(mailbox.take(25)).extracting(Message::messageId).doesNotHaveDuplicates();
        mailbox.assertNothingVisible();
    }

    /// SQS-API, ReceiveMessage: both timestamps are milliseconds since 1970.
    @Test
    default void aMessageTellsWhenItWasSentAndFirstReceived() {
        Mailbox mailbox = mailbox();
        mailbox.send("work");
        Message first = mailbox.next();
        mailbox.giveBack(first);
        services().pass(Duration.ofMillis(20));
        Message second = mailbox.next();

        assertThat(time(first, MessageSystemAttributeName.SENT_TIMESTAMP))
                .isPositive()
                .isEqualTo(time(second, MessageSystemAttributeName.SENT_TIMESTAMP))
                .isLessThanOrEqualTo(
                        time(
                                first,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
        assertThat(time(second, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))
                .isEqualTo(
                        time(
                                first,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    }

    private static long time(Message message, MessageSystemAttributeName name) {
        return Long.parseLong(message.attributes().getOrDefault(name, "0"));
    }

    @Test
    default void aQueueCountsWhatIsVisibleInFlightAndDelayed() {
        Mailbox mailbox = mailbox();
        mailbox.send(entries(3));
        mailbox.send(
                List.of(
                        entry("a", "later", Duration.ofMinutes(15)),
                        entry("b", "later", Duration.ofMinutes(15))));
        mailbox.next();

        mailbox.awaitCounts(2, 1, 2);
    }
}
