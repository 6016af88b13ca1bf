package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.fault.Chaos;
import dev.fanfold.local.fault.FaultInjector.Count;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The effect of faults on functions.
///
/// The frequency of faults is in [dev.fanfold.local.fault.FaultInjectorTest].
@Timeout(120)
class ChaosTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/templates/line.yaml");
    private static final int MESSAGES = 30;
    private static final int CALLS = 20;

    @Test
    void aThrottledCallIsTriedAgainByTheSdkItself() {
        var allRead = new CountDownLatch(1);
        try (LocalCloud cloud = cloud(Chaos.none().seed(1).throttles(0.2), 100);
                DynamoDbClient dynamodb = cloud.clients().dynamodb()) {
            String table = cloud.output("Reports");
            var key = Map.of("pk", AttributeValue.fromS("absent"));
            ScriptedHandler.script(
                    "fanfold-Worker",
                    (event, context, variables) -> {
                        for (int i = 0; i < CALLS; i++) {
                            dynamodb.getItem(get -> get.tableName(table).key(key));
                        }
                        allRead.countDown();
                        return null;
                    });

            Queues.of(cloud).send("Work", "go");
            Await.until("all calls succeeded").until(() -> allRead.getCount() == 0);

            Count attempts = count(cloud, Kind.THROTTLE);
            assertThat(attempts.faults()).isPositive();
            assertThat(attempts.chances()).isEqualTo(CALLS + attempts.faults());
        }
    }

    @Test
    void anEnvironmentKilledAfterItsCallHasMadeTheCall() {
        try (LocalCloud cloud = cloud(Chaos.none().seed(1).kills(1), 1);
                SqsClient sqs = cloud.clients().sqs()) {
            ScriptedHandler.script(
                    "fanfold-Worker",
                    (event, context, variables) -> {
                        String failures = cloud.output("FoldFailures");
                        sqs.sendMessage(send -> send.queueUrl(failures).messageBody("made"));
                        return null;
                    });
            IntStream.range(0, MESSAGES).forEach(i -> Queues.of(cloud).send("Work", "m" + i));

            // Each message is received twice, and the environment dies each time.
            Await.until("all are dead letters")
                    .until(() -> Queues.of(cloud).visible("Dead") == MESSAGES);

            assertThat(count(cloud, Kind.KILL)).isEqualTo(new Count(2 * MESSAGES, 2 * MESSAGES));
            assertThat(Queues.of(cloud).visible("FoldFailures"))
                    .isPositive()
                    .isLessThan(2 * MESSAGES);
        }
    }

    private static Count count(LocalCloud cloud, Kind kind) {
        return Objects.requireNonNull(cloud.faultInjector().counts().get(kind));
    }

    private static LocalCloud cloud(Chaos chaos, long visibilitySeconds) {
        return LocalCloud.start(
                TEMPLATE,
                LocalOptions.defaults()
                        .schedule(new LocalOptions.Schedule.Off())
                        .parameter("Batch", "1")
                        .visibility(Duration.ofSeconds(visibilitySeconds))
                        .chaos(chaos));
    }
}
