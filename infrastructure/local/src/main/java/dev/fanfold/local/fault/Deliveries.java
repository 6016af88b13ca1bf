package dev.fanfold.local.fault;

import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.local.fault.Faults.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// A queue that delivers messages twice and in any order. A copy is what a second server of SQS
/// gives to a second poller: the same message and receipt, as if nobody had received it before. It
/// comes with a later receive, when its original is at work or done. For one reading thread.
final class Deliveries implements Receiving {
    private final Faults faults;
    private final Receiving queue;
    private final Deque<QueueMessage> copies = new ArrayDeque<>();

    Deliveries(Faults faults, Receiving queue) {
        this.faults = faults;
        this.queue = queue;
    }

    @Override
    public List<QueueMessage> receive(int most, Duration wait) throws InterruptedException {
        List<QueueMessage> delivered = new ArrayList<>();
        while (delivered.size() < most && !copies.isEmpty()) {
            delivered.add(copies.remove());
        }
        if (delivered.size() < most) {
            Duration patience = delivered.isEmpty() ? wait : Duration.ZERO;
            List<QueueMessage> received = queue.receive(most - delivered.size(), patience);
            received.stream().filter(message -> faults.strike(Kind.DUPLICATE)).forEach(copies::add);
            delivered.addAll(received);
        }
        if (delivered.size() > 1) {
            SplittableRandom random = faults.drawn(Kind.REORDER);
            if (random != null) {
                Collections.shuffle(delivered, Random.from(random));
            }
        }
        return delivered;
    }
}
