package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Mailbox.entries;
import static dev.fanfold.testkit.services.Mailbox.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/// The behaviour of SQS for senders to a standard queue.
public interface SendPromises extends Promises {
    /// The maximum size of one message, and also of a whole batch: 1 MiB. SQS-Guide, "Amazon SQS
    /// message quotas".
    int MAX_BYTES = 1024 * 1024;

    private Mailbox mailbox() {
        return new Mailbox(services(), services().queue(Mailbox.LONG));
    }

    @Test
    default void aMessageComesAsItWasSent() {
        Mailbox mailbox = mailbox();
        String body = "{\"text\":\"ä 😀 \\\" <&> \\n\"}\n\t end ";
        var sent = mailbox.send(List.of(entry("a", body))).successful();

        Message received = mailbox.next();

        assertThat(received.body()).isEqualTo(body);
        assertThat(sent)
                .extracting(SendMessageBatchResultEntry::messageId)
                .containsExactly(received.messageId());
        assertThat(sent)
                .extracting(SendMessageBatchResultEntry::md5OfMessageBody)
                .containsExactly(received.md5OfBody());
    }

    @Test
    default void aBatchTakesTenMessagesAndAnswersForEach() {
        Mailbox mailbox = mailbox();

        var answer = mailbox.send(entries(10));

        assertThat(answer.failed()).isEmpty();
        assertThat(answer.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactlyInAnyOrder(
                        "id0", "id1", "id2", "id3", "id4", "id5", "id6", "id7", "id8", "id9");
        assertThat(mailbox.take(10)).extracting(Message::messageId).doesNotHaveDuplicates();
    }

    @Test
    default void aBatchOfElevenIsRefusedAsAWhole() {
        Mailbox mailbox = mailbox();

        RefusedCalls.assertRefused(
                TooManyEntriesInBatchRequestException.class, () -> mailbox.send(entries(11)));

        mailbox.assertNothingVisible();
    }

    @Test
    default void aBatchWithOneIdTwiceIsRefusedAsAWhole() {
        Mailbox mailbox = mailbox();

        RefusedCalls.assertRefused(
                BatchEntryIdsNotDistinctException.class,
                () -> mailbox.send(List.of(entry("a", "one"), entry("a", "two"))));

        mailbox.assertNothingVisible();
    }

    @Test
    default void anEmptyBatchIsRefused() {
        Mailbox mailbox = mailbox();

        RefusedCalls.assertRefused(EmptyBatchRequestException.class, () -> mailbox.send(List.of()));
    }

    @Test
    default void aMessageOfOneMebibyteIsTaken() {
        Mailbox mailbox = mailbox();
        String body = "x".repeat(MAX_BYTES);

        mailbox.send(body);

        assertThat(mailbox.next().body()).isEqualTo(body);
    }

    /// SQS-API, SendMessageBatch: BatchRequestTooLong, also if a single message is too long.
    @Test
    default void aMessageOneByteLongerIsRefused() {
        Mailbox mailbox = mailbox();

        RefusedCalls.assertRefused(
                BatchRequestTooLongException.class,
                () -> mailbox.send(List.of(entry("a", "x".repeat(MAX_BYTES + 1)))));

        mailbox.assertNothingVisible();
    }

    @Test
    default void aBatchIsNoLongerThanAMessageMayBe() {
        Mailbox mailbox = mailbox();
        String half = "x".repeat(MAX_BYTES / 2);

        RefusedCalls.assertRefused(
                BatchRequestTooLongException.class,
                () -> mailbox.send(List.of(entry("a", half), entry("b", half + "x"))));

        mailbox.assertNothingVisible();
    }

    /// SQS-API, SendMessageBatch: the result of sending each message is reported individually.
    @Test
    default void aBadMessageOfABatchFailsAloneAndIsNamed() {
        Mailbox mailbox = mailbox();

        var answer =
                mailbox.send(
                        List.of(
                                entry("a", "one"),
                                entry("b", "two", Duration.ofSeconds(901)),
                                entry("c", "three")));

        assertThat(answer.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::senderFault)
                .containsExactly(tuple("b", true));
        assertThat(answer.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactlyInAnyOrder("a", "c");
        assertThat(mailbox.take(2))
                .extracting(Message::body)
                .containsExactlyInAnyOrder("one", "three");
    }

    @Test
    default void aDelayOf15MinutesIsTakenAndKept() {
        Mailbox mailbox = mailbox();

        var answer = mailbox.send(List.of(entry("a", "later", Duration.ofMinutes(15))));

        assertThat(answer.failed()).isEmpty();
        mailbox.awaitCounts(0, 0, 1);
        mailbox.assertNothingVisible();
    }

    @Test
    default void aDelayedMessageComesAfterItsDelay() {
        Mailbox mailbox = mailbox();
        mailbox.send(List.of(entry("a", "later", Mailbox.SHORT)));

        services().pass(Mailbox.SHORT);

        assertThat(mailbox.next().body()).isEqualTo("later");
    }

    /// SQS-Guide, "Amazon SQS fair queues".
    @Test
    default void aStandardQueueTakesAMessageGroupAndTellsIt() {
        Mailbox mailbox = mailbox();
        var entry = entry("a", "fair").toBuilder().messageGroupId("job-1").build();

        assertThat(mailbox.send(List.of(entry)).failed()).isEmpty();

        assertThat(mailbox.next().attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "job-1");
    }

    @Test
    default void messagesOfOneGroupDoNotWaitForEachOther() {
        Mailbox mailbox = mailbox();
        var first = entry("a", "one").toBuilder().messageGroupId("job-1").build();
        var second = entry("b", "two").toBuilder().messageGroupId("job-1").build();
        mailbox.send(List.of(first, second));

        assertThat(List.of(mailbox.next().body(), mailbox.next().body()))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    default void twoMessagesWithOneBodyAreTwoMessages() {
        Mailbox mailbox = mailbox();
        mailbox.send("same");
        mailbox.send("same");

        assertThat(mailbox.take(2)).extracting(Message::messageId).doesNotHaveDuplicates();
    }

    @Test
    default void aQueueThatIsNotThereIsAnError() {
        Mailbox real = mailbox();
        var none = new Mailbox(services(), real.url() + "-not-there");

        RefusedCalls.assertRefused(QueueDoesNotExistException.class, () -> none.send(entries(1)));
    }
}
