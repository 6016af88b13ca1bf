package dev.fanfold.local.template;

import dev.fanfold.local.emulator.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/// That functions listen to queues and tables that are declared: an ARN is only a text until then.
final class References {
    private References() {}

    static void check(Declared declared) {
        Set<String> queues =
                declared.queues().stream().map(Queue::name).collect(Collectors.toSet());
        Set<String> streams =
                declared.tables().stream()
                        .filter(table -> table.request().streamSpecification() != null)
                        .map(table -> table.request().tableName())
                        .collect(Collectors.toSet());
        declared.functions().stream()
                .flatMap(function -> function.sources().stream())
                .forEach(source -> check(source, queues, streams));
    }

    private static void check(Source source, Set<String> queues, Set<String> streams) {
        switch (source) {
            case Source.OfQueue queue -> check(source, "queue", queue.queue(), queues);
            case Source.OfStream stream -> {
                check(source, "table with a stream", stream.table(), streams);
                stream.onFailure().ifPresent(queue -> check(source, "queue", queue, queues));
            }
            case Source.OfSchedule ignored -> {}
        }
    }

    private static void check(Source source, String kind, String name, Set<String> declared) {
        if (!declared.contains(name)) {
            throw new TemplateException(
                    source.place(),
                    source.id()
                            + " listens to "
                            + name
                            + ", but no "
                            + kind
                            + " of that name is declared");
        }
    }
}
