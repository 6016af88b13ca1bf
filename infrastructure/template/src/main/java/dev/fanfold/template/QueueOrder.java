package dev.fanfold.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts queues into an order in which they can be created: a dead-letter queue precedes the queues
/// that send to it.
final class QueueOrder {
    private QueueOrder() {}

    /// The queues in an order in which they can be created.
    ///
    /// @param queues queues with the places of their redrive policies
    /// @throws TemplateException if a dead-letter queue is not declared, or queues form a cycle
    static List<Queue> of(Map<Queue, Place> queues) {
        List<Queue> ordered = new ArrayList<>();
        Set<String> created = new LinkedHashSet<>();
        Map<Queue, Place> remaining = new LinkedHashMap<>(queues);
        while (!remaining.isEmpty()) {
            List<Queue> next =
                    remaining.keySet().stream()
                            .filter(queue -> canBeCreated(queue, created))
                            .toList();
            if (next.isEmpty()) {
                throw refuse(remaining.entrySet().iterator().next());
            }
            ordered.addAll(next);
            next.forEach(queue -> created.add(queue.name()));
            next.forEach(remaining::remove);
        }
        return ordered;
    }

    private static boolean canBeCreated(Queue queue, Set<String> created) {
        return queue.redrive().map(redrive -> created.contains(redrive.deadLetters())).orElse(true);
    }

    private static TemplateException refuse(Map.Entry<Queue, Place> first) {
        String deadLetters =
                first.getKey().redrive().map(Queue.Redrive::deadLetters).orElse("itself");
        return new TemplateException(
                first.getValue(),
                first.getKey().name()
                        + " sends its dead letters to "
                        + deadLetters
                        + ", which is not a declared queue, or is part of a cycle");
    }
}
