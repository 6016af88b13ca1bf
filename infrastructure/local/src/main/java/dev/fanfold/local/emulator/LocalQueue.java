package dev.fanfold.local.emulator;

import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.NewMessageData;
import org.elasticmq.QueueStatistics;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/// One queue, accessed without HTTP.
public final class LocalQueue {
    private final Queue declared;
    private final ActorRef actor;

    LocalQueue(Queue declared, ActorRef actor) {
        this.declared = declared;
        this.actor = actor;
    }

    public Queue declared() {
        return declared;
    }

    public String arn() {
        return Aws.arn("sqs", declared.name());
    }

    /// Receives up to `max` messages; waits up to `wait` for the first.
    ///
    /// The messages are hidden for the queue's visibility timeout.
    public List<QueueMessage> receive(int max, Duration wait) throws InterruptedException {
        var request =
                new ReceiveMessages(
                        DefaultVisibilityTimeout$.MODULE$,
                        max,
                        Option.apply(wait),
                        Option.<String>empty());
        var received =
                (scala.collection.immutable.List<?>)
                        ask(request, wait.plus(SqsEmulator.ACTOR_TIMEOUT));
        return CollectionConverters.asJava(received).stream()
                .map(message -> ElasticMessages.convert((MessageData) message))
                .toList();
    }

    /// Deletes the message with this receipt, unless it was received again in the meantime. Does
    /// not wait for the deletion.
    public void delete(String receipt) {
        actor.tell(new DeleteMessage(new DeliveryReceipt(receipt)), ActorRef.noSender());
    }

    /// Sends a message. Does not wait until it is stored.
    public void send(String body) {
        var message =
                new NewMessageData(
                        Option.empty(),
                        new MessageContent(body),
                        Map$.MODULE$.empty(),
                        ImmediateNextDelivery$.MODULE$,
                        Option.empty(),
                        Option.empty(),
                        0,
                        Option.empty(),
                        Option.empty(),
                        Option.empty());
        actor.tell(new SendMessage(message), ActorRef.noSender());
    }

    /// Counts the messages in the queue.
    public Counts counts() throws InterruptedException {
        var found =
                (QueueStatistics)
                        ask(
                                new GetQueueStatistics(System.currentTimeMillis()),
                                SqsEmulator.ACTOR_TIMEOUT);
        return new Counts(
                found.approximateNumberOfVisibleMessages(),
                found.approximateNumberOfInvisibleMessages(),
                found.approximateNumberOfMessagesDelayed());
    }

    /// The numbers of a queue's messages by their state.
    ///
    /// @param inFlight received and hidden, but not deleted
    /// @param delayed sent, but not visible yet
    public record Counts(long visible, long inFlight, long delayed) {}

    private Object ask(Object request, Duration timeout) throws InterruptedException {
        try {
            return Patterns.ask(actor, request, timeout).toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "queue " + declared.name() + " did not answer " + request, failed);
        }
    }
}
