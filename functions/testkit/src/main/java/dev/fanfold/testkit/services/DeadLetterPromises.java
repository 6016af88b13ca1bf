package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The behaviour of SQS for messages that are received too often, and for the queues that they are
/// moved to.
public interface DeadLetterPromises extends Promises {
    private Mailbox dead() {
        return new Mailbox(services(), services().queue(Mailbox.LONG));
    }

    private Mailbox mailbox(Mailbox dead, int maxReceiveCount) {
        return new Mailbox(services(), services().queue(Mailbox.LONG, dead.url(), maxReceiveCount));
    }

    private static Message receiveAndGiveBack(Mailbox mailbox) {
        Message message = mailbox.next();
        mailbox.giveBack(message);
        return message;
    }

    /// SQS-Guide, "Using dead-letter queues": a message is moved when its receive count exceeds
    /// maxReceiveCount.
    @Test
    default void theReceiveBeyondTheLimitFindsNothingAndMovesTheMessage() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 2);
        mailbox.send("poison");
        receiveAndGiveBack(mailbox);
        assertThat(Mailbox.receiveCount(receiveAndGiveBack(mailbox))).isEqualTo(2);

        mailbox.awaitCounts(1, 0, 0);
        mailbox.assertNothingVisible();

        mailbox.awaitCounts(0, 0, 0);
        dead.awaitCounts(1, 0, 0);
    }

    @Test
    default void atItsLimitAMessageIsStillInItsQueue() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 2);
        mailbox.send("hard");
        receiveAndGiveBack(mailbox);

        mailbox.delete(mailbox.next());

        mailbox.awaitCounts(0, 0, 0);
        dead.awaitCounts(0, 0, 0);
    }

    @Test
    default void aDeadLetterHasTheBodyOfTheMessage() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 1);
        mailbox.send("{\"poison\":\"ä\"}");
        receiveAndGiveBack(mailbox);
        mailbox.assertNothingVisible();

        assertThat(dead.next().body()).isEqualTo("{\"poison\":\"ä\"}");
    }

    @Test
    default void aMessageWhoseTimeoutEndedTooOftenIsADeadLetter() {
        Mailbox dead = dead();
        var mailbox = new Mailbox(services(), services().queue(Mailbox.SHORT, dead.url(), 1));
        mailbox.send("poison");
        mailbox.next();

        services().pass(Mailbox.SHORT);

        services()
                .until(
                        "the dead letter comes",
                        () -> {
                            mailbox.assertNothingVisible();
                            return dead.receive(1).stream().findFirst();
                        });
    }

    @Test
    default void aDeadLetterDoesNotHoldUpTheMessagesBesideIt() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 1);
        mailbox.send("poison");
        receiveAndGiveBack(mailbox);
        mailbox.send("good");

        assertThat(mailbox.next().body()).isEqualTo("good");
    }

    @Test
    default void aQueueTellsWhereItsDeadLettersGo() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 7);

        assertThat(mailbox.attributes(QueueAttributeName.REDRIVE_POLICY))
                .extractingByKey(QueueAttributeName.REDRIVE_POLICY)
                .asString()
                .contains("\"deadLetterTargetArn\":\"" + services().arn(dead.url()) + "\"")
                .containsPattern("\"maxReceiveCount\":\"?7\\b");
    }

    @Test
    default void aQueueWithoutDeadLettersTellsNone() {
        assertThat(dead().attributes(QueueAttributeName.REDRIVE_POLICY)).isEmpty();
    }

    /// SQS-API: URLs end with the queue's name, ARNs too.
    @Test
    default void theUrlAndTheArnOfAQueueEndWithItsName() {
        Mailbox mailbox = dead();
        String name = mailbox.url().substring(mailbox.url().lastIndexOf('/') + 1);

        assertThat(services().arn(mailbox.url())).startsWith("arn:aws:sqs:").endsWith(":" + name);
    }
}
