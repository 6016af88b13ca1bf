package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The behaviour of SQS for messages that are received repeatedly.
public interface DeadLetterPromises extends Promises {
    private Mailbox dead() {
        return new Mailbox(services(), services().queue(Mailbox.LONG));
    }

    private Mailbox mailbox(Mailbox dead, int maxReceiveCount) {
        return new Mailbox(services(), services().queue(Mailbox.LONG, dead.url(), maxReceiveCount));
    }

    private static Message giveBack(Mailbox mailbox) {
        Message message = mailbox.next();
        mailbox.hide(message, Duration.ZERO);
        return message;
    }

    /// SQS-Guide, "Using dead-letter queues": when the ReceiveCount exceeds the maxReceiveCount.
    @Test
    default void theReceiveBeyondTheLimitFindsNothingAndMovesTheMessage() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 2);
        mailbox.send("poison");
        giveBack(mailbox);
        assertThat(Mailbox.received(giveBack(mailbox))).isEqualTo(2);

        mailbox.counts(1, 0, 0);
        mailbox.showsNothing();

        mailbox.counts(0, 0, 0);
        dead.counts(1, 0, 0);
    }

    @Test
    default void atItsLimitAMessageIsStillInItsQueue() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 2);
        mailbox.send("hard");
        giveBack(mailbox);

        mailbox.delete(mailbox.next());

        mailbox.counts(0, 0, 0);
        dead.counts(0, 0, 0);
    }

    @Test
    default void aDeadLetterHasTheBodyOfTheMessage() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 1);
        mailbox.send("{\"poison\":\"ä\"}");
        giveBack(mailbox);
        mailbox.showsNothing();

        assertThat(dead.next().body()).isEqualTo("{\"poison\":\"ä\"}");
    }

    @Test
    default void aMessageWhoseReceiverDiedOnceTooOftenIsADeadLetter() {
        Mailbox dead = dead();
        var mailbox = new Mailbox(services(), services().queue(Mailbox.SHORT, dead.url(), 1));
        mailbox.send("poison");
        mailbox.next();

        services().pass(Mailbox.SHORT);

        services()
                .until(
                        "the dead letter comes",
                        () -> {
                            mailbox.showsNothing();
                            return dead.receive(1).stream().findFirst();
                        });
    }

    @Test
    default void aDeadLetterDoesNotHoldUpTheMessagesBesideIt() {
        Mailbox dead = dead();
        Mailbox mailbox = mailbox(dead, 1);
        mailbox.send("poison");
        giveBack(mailbox);
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
