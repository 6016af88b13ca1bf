package dev.fanfold.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Tests what a reader receives from a queue with duplicates and reordering.
class DeliveriesTest {
    private static final int MESSAGES = 10_000;
    private int nextId;

    /// A queue of numbered messages. Each call returns up to `max` of them.
    private List<QueueMessage> receive(int max, Duration wait) {
        List<QueueMessage> received = new ArrayList<>();
        while (received.size() < max && nextId < MESSAGES) {
            received.add(new QueueMessage("" + nextId, "r" + nextId++, "", Map.of(), Map.of()));
        }
        return received;
    }

    private List<String> receiveAll(FaultInjector faultInjector, int max)
            throws InterruptedException {
        var deliveries = new Deliveries(faultInjector, this::receive);
        List<String> ids = new ArrayList<>();
        while (true) {
            List<QueueMessage> delivered = deliveries.receive(max, Duration.ZERO);
            if (delivered.isEmpty()) {
                return ids;
            }
            assertThat(delivered).hasSizeLessThanOrEqualTo(max);
            delivered.forEach(message -> ids.add(message.id()));
        }
    }

    @Test
    void threeInTenComeTwiceAndNoneIsMissing() throws InterruptedException {
        var faultInjector = new FaultInjector(chaos(0.3, 0));

        List<String> ids = receiveAll(faultInjector, 50);

        assertThat(new HashSet<>(ids)).hasSize(MESSAGES);
        assertThat(ids.size() - MESSAGES).isBetween(2_800, 3_200);
        long counted = Objects.requireNonNull(faultInjector.counts().get(Kind.DUPLICATE)).faults();
        assertThat(counted).isEqualTo(ids.size() - MESSAGES);
    }

    @Test
    void aReaderThatTakesOneAtATimeGetsTheCopiesToo() throws InterruptedException {
        assertThat(receiveAll(new FaultInjector(chaos(1, 0)), 1))
                .startsWith("0", "0", "1", "1")
                .hasSize(2 * MESSAGES);
    }

    @Test
    void halfOfTheReceivesAreOutOfOrder() throws InterruptedException {
        var faultInjector = new FaultInjector(chaos(0, 0.5));

        List<String> ids = receiveAll(faultInjector, 10);

        long outOfOrder = 0;
        for (int from = 0; from < MESSAGES; from += 10) {
            outOfOrder += ids.get(from).equals("" + from) ? 0 : 1;
        }
        // One shuffle in ten leaves the first message in its place.
        assertThat(outOfOrder).isBetween(390L, 510L);
        assertThat(new HashSet<>(ids)).hasSize(MESSAGES);
    }

    private static Chaos chaos(double duplicates, double reorders) {
        return Chaos.none().seed(11).duplicates(duplicates).reorders(reorders);
    }
}
