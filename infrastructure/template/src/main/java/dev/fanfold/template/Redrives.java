package dev.fanfold.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Queues in the order in which they can be created: a dead-letter queue precedes the queues that
/// send to it.
final class Redrives {
    private Redrives() {}

    /// @param queues with the place of their redrive policies
    static List<Queue> ordered(Map<Queue, Place> queues) {
        List<Queue> ordered = new ArrayList<>();
        Set<String> made = new LinkedHashSet<>();
        Map<Queue, Place> rest = new LinkedHashMap<>(queues);
        while (!rest.isEmpty()) {
            List<Queue> next = rest.keySet().stream().filter(queue -> ready(queue, made)).toList();
            if (next.isEmpty()) {
                throw refuse(rest.entrySet().iterator().next());
            }
            ordered.addAll(next);
            next.forEach(queue -> made.add(queue.name()));
            next.forEach(rest::remove);
        }
        return ordered;
    }

    private static boolean ready(Queue queue, Set<String> made) {
        return queue.redrive().map(redrive -> made.contains(redrive.deadLetters())).orElse(true);
    }

    private static TemplateException refuse(Map.Entry<Queue, Place> stuck) {
        String deadLetters =
                stuck.getKey().redrive().map(Queue.Redrive::deadLetters).orElse("itself");
        return new TemplateException(
                stuck.getValue(),
                stuck.getKey().name()
                        + " sends its dead letters to "
                        + deadLetters
                        + ", which is not a declared queue, or is part of a cycle");
    }
}
