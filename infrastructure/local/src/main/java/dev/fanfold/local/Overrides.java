package dev.fanfold.local;

import dev.fanfold.local.LocalOptions.Schedule;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import dev.fanfold.template.Queue;
import dev.fanfold.template.Source;
import java.util.List;
import java.util.stream.Stream;

/// Replaces parts of the declared resources with the options: time limits, visibility timeouts and
/// schedules.
record Overrides(LocalOptions options) {
    static Overrides of(LocalOptions options) {
        return new Overrides(options);
    }

    DeclaredResources apply(DeclaredResources declaredResources) {
        return new DeclaredResources(
                declaredResources.buckets(),
                declaredResources.queues().stream().map(this::queue).toList(),
                declaredResources.tables(),
                declaredResources.functions().stream().map(this::function).toList(),
                declaredResources.apis(),
                declaredResources.outputs());
    }

    private Queue queue(Queue queue) {
        return new Queue(
                queue.name(),
                options.visibility().orElse(queue.visibility()),
                queue.delay(),
                queue.longPoll(),
                queue.redrive());
    }

    private Function function(Function function) {
        List<Source> sources = function.sources().stream().flatMap(this::source).toList();
        return new Function(
                function.id(),
                function.name(),
                function.handler(),
                function.place(),
                function.code(),
                options.timeout().orElse(function.timeout()),
                function.memory(),
                function.reserved(),
                function.environment(),
                sources,
                function.rights());
    }

    private Stream<Source> source(Source source) {
        if (!(source instanceof Source.OfSchedule schedule)) {
            return Stream.of(source);
        }
        return switch (options.schedule()) {
            case Schedule.AsDeclared ignored -> Stream.of(schedule);
            case Schedule.Off ignored -> Stream.of();
            case Schedule.Every every ->
                    Stream.of(
                            new Source.OfSchedule(
                                    schedule.id(),
                                    schedule.place(),
                                    every.period(),
                                    schedule.retries()));
        };
    }
}
