package dev.fanfold.local.fault;

import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// A queue that delivers some messages twice and shuffles some batches.
///
/// A copy has the same receipt and receive count as the original, as if a second SQS server had
/// delivered the message too. The next receive returns the copy, while the original is being
/// processed or when it is done. Only one thread may receive.
final class Deliveries implements Receiver {
    private final FaultInjector faultInjector;
    private final Receiver queue;
    private final Deque<QueueMessage> copies = new ArrayDeque<>();

    Deliveries(FaultInjector faultInjector, Receiver queue) {
        this.faultInjector = faultInjector;
        this.queue = queue;
    }

    @Override
    public List<QueueMessage> receive(int max, Duration wait) throws InterruptedException {
        List<QueueMessage> delivered = new ArrayList<>();
        while (delivered.size() < max && !copies.isEmpty()) {
            delivered.add(copies.remove());
        }
        if (delivered.size() < max) {
            Duration remainingWait = delivered.isEmpty() ? wait : Duration.ZERO;
            List<QueueMessage> received = queue.receive(max - delivered.size(), remainingWait);
            received.stream()
                    .filter(message -> faultInjector.injects(Kind.DUPLICATE))
                    .forEach(copies::add);
            delivered.addAll(received);
        }
        if (delivered.size() > 1) {
            SplittableRandom random = faultInjector.randomFor(Kind.REORDER);
            if (random != null) {
                Collections.shuffle(delivered, Random.from(random));
            }
        }
        return delivered;
    }
}
