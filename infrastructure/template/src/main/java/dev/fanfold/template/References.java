package dev.fanfold.template;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Checks that each queue, stream and function to which an event source, a bucket or an API refers
/// is declared. Also checks that a queue's visibility timeout is long enough for its function.
final class References {
    private final Map<String, Queue> queues;
    private final Set<String> tablesWithStream;
    private final Set<String> functions;

    private References(DeclaredResources declaredResources) {
        this.queues =
                declaredResources.queues().stream()
                        .collect(Collectors.toMap(Queue::name, UnaryOperator.identity()));
        this.tablesWithStream =
                declaredResources.tables().stream()
                        .filter(table -> table.request().streamSpecification() != null)
                        .map(table -> table.request().tableName())
                        .collect(Collectors.toSet());
        this.functions =
                declaredResources.functions().stream()
                        .map(Function::name)
                        .collect(Collectors.toSet());
    }

    static void check(DeclaredResources declaredResources) {
        References references = new References(declaredResources);
        declaredResources.buckets().stream()
                .flatMap(bucket -> bucket.notifications().stream())
                .forEach(references::check);
        declaredResources
                .functions()
                .forEach(function ->
                        function.sources().forEach(source -> references.check(function, source)));
        declaredResources.apis().stream()
                .flatMap(api -> api.routes().stream())
                .forEach(references::check);
    }

    private void check(Api.Route route) {
        String name = route.method() + " " + route.path();
        require(
                functions.contains(route.function()),
                route.place(),
                name + " invokes",
                "function",
                route.function());
        if (route.access() instanceof Api.Access.ByAuthorizer(Api.Authorizer authorizer)) {
            require(
                    functions.contains(authorizer.function()),
                    authorizer.place(),
                    name + " is authorized by",
                    "function",
                    authorizer.function());
        }
    }

    private void check(DeclaredResources.Notification notification) {
        String queue = Aws.nameIn(notification.queueArn());
        require(
                queues.containsKey(queue),
                notification.place(),
                notification.id() + " notifies",
                "queue",
                queue);
    }

    private void check(Function function, Source source) {
        String reads = source.id() + " reads";
        switch (source) {
            case Source.OfQueue queue -> {
                require(
                        queues.containsKey(queue.queue()),
                        source.place(),
                        reads,
                        "queue",
                        queue.queue());
                checkVisibility(function, queue);
            }
            case Source.OfStream stream -> {
                require(
                        tablesWithStream.contains(stream.table()),
                        source.place(),
                        reads,
                        "table with a stream",
                        stream.table());
                stream.onFailure()
                        .ifPresent(queue ->
                                require(
                                        queues.containsKey(queue),
                                        source.place(),
                                        source.id() + " reports failures to",
                                        "queue",
                                        queue));
            }
            case Source.OfSchedule ignored -> {}
        }
    }

    // Like Lambda, rejects a visibility timeout that is shorter than the function's time limit,
    // because messages would be redelivered while they are processed.
    private void checkVisibility(Function function, Source.OfQueue source) {
        Queue queue = queues.get(source.queue());
        if (queue != null && queue.visibility().compareTo(function.timeout()) < 0) {
            throw new TemplateException(
                    source.place(),
                    source.id()
                            + ": the VisibilityTimeout of "
                            + queue.name()
                            + " is "
                            + queue.visibility().toSeconds()
                            + " s, less than the function's Timeout of "
                            + function.timeout().toSeconds()
                            + " s");
        }
    }

    private static void require(
            boolean declared, Place place, String reference, String kind, String name) {
        if (!declared) {
            throw new TemplateException(
                    place,
                    reference + " " + name + ", but no " + kind + " of that name is declared");
        }
    }
}
