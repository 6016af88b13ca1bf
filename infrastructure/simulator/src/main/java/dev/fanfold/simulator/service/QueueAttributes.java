package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue's attributes. Its counts may be old.
final class QueueAttributes {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
    private static final long COUNTS_AGE = 50_000_000;
    private final Network network;

    QueueAttributes(Network network) {
        this.network = network;
    }

    /// The requested attributes that the queue has.
    Map<QueueAttributeName, String> of(Queue queue, Collection<QueueAttributeName> asked) {
        Map<QueueAttributeName, String> all = counts(queue);
        all.put(QueueAttributeName.QUEUE_ARN, ARN + queue.name());
        all.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(queue.visibility().toSeconds()));
        Queue deadLetters = queue.deadLetters();
        if (deadLetters != null) {
            all.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                            .formatted(ARN + deadLetters.name(), queue.maxReceives()));
        }
        if (!asked.contains(QueueAttributeName.ALL)) {
            all.keySet().retainAll(asked);
        }
        return all;
    }

    private Map<QueueAttributeName, String> counts(Queue queue) {
        long now = network.scheduler().micros();
        int total = queue.all().size();
        int visible = queue.countVisible(now);
        int delayed = queue.countDelayed(now);
        if (network.faults().strikes(Fault.COUNTS_LATE)) {
            long age = network.faults().random().nextLong(COUNTS_AGE);
            total = queue.sizeAt(Math.max(0, now - age));
            visible = total;
            delayed = 0;
        }
        var all = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, String.valueOf(visible));
        all.put(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                String.valueOf(total - visible - delayed));
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, String.valueOf(delayed));
        return all;
    }
}
