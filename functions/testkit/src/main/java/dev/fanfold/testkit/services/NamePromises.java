package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// The behaviour of SQS for lookups of queues by name.
public interface NamePromises extends Promises {
    /// SQS-API, GetQueueUrl: "Returns the URL of an existing Amazon SQS queue."
    @Test
    default void aQueueIsFoundByItsName() {
        String url = services().queue(Mailbox.LONG);

        String found = urlOf(url.substring(url.lastIndexOf('/') + 1));

        new Mailbox(services(), found).send("by its name");
        assertThat(new Mailbox(services(), url).next().body()).isEqualTo("by its name");
    }

    /// SQS-API, GetQueueUrl, errors: "QueueDoesNotExist".
    ///
    /// Names are not matched by prefix.
    @Test
    default void aQueueThatIsNotThereIsNotFound() {
        String url = services().queue(Mailbox.LONG);
        String name = url.substring(url.lastIndexOf('/') + 1);

        for (String other : List.of(name + "x", name.substring(1), "shop_general_work")) {
            RefusedCalls.assertRefused(QueueDoesNotExistException.class, () -> urlOf(other));
        }
    }

    private String urlOf(String name) {
        return services().sqs().getQueueUrl(ask -> ask.queueName(name)).queueUrl();
    }
}
