package dev.fanfold.local.emulator;

import com.typesafe.config.ConfigFactory;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Queue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.FutureConverters;
import scala.util.Either;

/// SQS on ElasticMQ.
///
/// External clients use HTTP. [LocalQueue] talks to the queue's actor directly, which costs a few
/// microseconds per message instead of a few hundred.
public final class SqsEmulator implements AutoCloseable {
    /// How long to wait for a response of an actor, in addition to a long poll.
    static final Duration ACTOR_TIMEOUT = Duration.ofSeconds(30);

    // A client's request to receive messages waits for up to 20 seconds. The server's timeout for
    // requests is longer, so that it does not interrupt the wait. The maximum payload size is not
    // set here, because Pekko's default is larger than SQS's limit of 1 MiB per request.
    private static final Map<String, Object> SETTINGS =
            Map.of(
                    "pekko.loglevel", "OFF",
                    "pekko.stdout-loglevel", "OFF",
                    "pekko.loggers", List.of(),
                    "pekko.daemonic", "on",
                    "pekko.log-dead-letters", "off",
                    "pekko.log-dead-letters-during-shutdown", "off",
                    "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "pekko.jvm-shutdown-hooks", "off",
                    "pekko.http.server.request-timeout", "21 s",
                    "pekko.http.server.parsing.illegal-header-warnings", "off");

    private final ActorSystem system;
    private final ActorRef manager;
    private final int port;

    private SqsEmulator(ActorSystem system, ActorRef manager, int port) {
        this.system = system;
        this.manager = manager;
        this.port = port;
    }

    /// Starts the server on a free port of 127.0.0.1.
    public static SqsEmulator start() {
        ActorSystem system =
                ActorSystem.create(
                        "elasticmq",
                        ConfigFactory.parseMap(SETTINGS).withFallback(ConfigFactory.load()));
        Props props =
                Props.create(
                        QueueManagerActor.class,
                        new NowProvider(),
                        StrictSQSLimits$.MODULE$,
                        Option.<ActorRef>empty());
        ActorRef manager = system.actorOf(props);
        SQSRestServer server =
                SQSRestServerBuilder.withActorSystem(system)
                        .withQueueManagerActor(manager)
                        .withInterface("127.0.0.1")
                        .withDynamicPort()
                        .withAWSRegion(Aws.REGION)
                        .withAWSAccountId(Aws.ACCOUNT)
                        .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new SqsEmulator(system, manager, port);
    }

    /// Creates the queue. Its dead-letter queue must exist already.
    public LocalQueue create(Queue queue) {
        CreateQueueData data =
                new CreateQueueData(
                        queue.name(),
                        Option.apply(new MillisVisibilityTimeout(queue.visibility().toMillis())),
                        Option.apply(queue.delay()),
                        Option.apply(queue.longPoll()),
                        Option.empty(),
                        Option.empty(),
                        queue.redrive()
                                .map(to ->
                                        Option.apply(
                                                new DeadLettersQueueData(
                                                        to.deadLetters(), to.maxReceiveCount())))
                                .orElse(Option.empty()),
                        false,
                        false,
                        Option.empty(),
                        Option.empty(),
                        scala.collection.immutable.Map$.MODULE$.empty());
        var created =
                (Either<?, ?>)
                        Patterns.ask(manager, new CreateQueue(data), ACTOR_TIMEOUT)
                                .toCompletableFuture()
                                .join();
        if (created.isLeft()) {
            throw new IllegalStateException(
                    "queue " + queue.name() + " cannot be created: " + created);
        }
        return new LocalQueue(queue, created.getOrElse(() -> ActorRef.noSender()));
    }

    /// The address for any SQS client.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// The URL of the queue of this name, which need not exist.
    public String url(String queue) {
        return endpoint() + "/" + Aws.ACCOUNT + "/" + queue;
    }

    @Override
    public void close() {
        try {
            FutureConverters.asJava(system.terminate())
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // Its threads are daemons and end with the JVM.
        }
    }
}
