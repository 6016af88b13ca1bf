package dev.fanfold.local.mapping;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.TableStreams;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Source;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/// Starts the event source mapping of each source.
public final class MappingStarter {
    private final Map<String, LocalQueue> queues;
    private final TableStreams streams;
    private final ScheduledExecutorService timers;
    private final Meter meter;

    /// @param queues the queues by their names
    public MappingStarter(
            Map<String, LocalQueue> queues,
            TableStreams streams,
            ScheduledExecutorService timers,
            Meter meter) {
        this.queues = Map.copyOf(queues);
        this.streams = streams;
        this.timers = timers;
        this.meter = meter;
    }

    /// Starts to feed a function from one of its sources.
    public Mapping start(Source source, FunctionPool function) {
        return switch (source) {
            case Source.OfQueue queue ->
                    QueueMapping.start(queue, queue(queue.queue()), function, meter);
            case Source.OfStream stream ->
                    StreamMapping.start(
                            stream, streams, function, stream.onFailure().map(this::queue));
            case Source.OfSchedule schedule -> ScheduleMapping.start(schedule, function, timers);
        };
    }

    private LocalQueue queue(String name) {
        return Optional.ofNullable(queues.get(name)).orElseThrow();
    }
}
