package dev.fanfold.testkit;

import dev.fanfold.engine.Aggregator;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// The whole application on ports in memory. A test runs each part explicitly.
public final class InMemoryApplication {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    public final FakeClock clock = new FakeClock();
    public final InMemoryJobStore store = new InMemoryJobStore();
    public final InMemoryReportLog reports = new InMemoryReportLog();
    public final InMemoryBlobStore blobs = new InMemoryBlobStore();
    public final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    public final InMemoryPools pools = new InMemoryPools(queue);
    public final InMemoryDispatchQueue dispatchQueue = new InMemoryDispatchQueue();
    public final InMemorySource source = new InMemorySource();

    /// The ports of all parts, for tests that build another part on them.
    public final Ports ports;

    public final Dispatcher dispatcher;
    public final Worker worker;
    public final Aggregator aggregator;
    public final Keeper keeper;

    public InMemoryApplication(Workload<?>... workloads) {
        this(UnaryOperator.identity(), workloads);
    }

    /// @param around wraps the job store, to observe or disturb it
    public InMemoryApplication(UnaryOperator<JobStore> around, Workload<?>... workloads) {
        ports =
                new Ports(
                        around.apply(store),
                        reports,
                        blobs,
                        pools,
                        dispatchQueue,
                        source,
                        Workloads.of(workloads),
                        clock,
                        new SplittableRandom(1));
        dispatcher = new Dispatcher(ports, InMemoryApplication::lines);
        worker = new Worker(ports, new SerialTaskExecutor(), new NoScratch(), new InMemoryWorks());
        aggregator = new Aggregator(ports);
        keeper = new Keeper(ports);
    }

    // Settings as lines of name=value. The real format is JSON and is tested where it is read.
    private static SubmittedSettings lines(byte[] text) {
        var settings = new HashMap<String, String>();
        for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.split("=", 2);
            if (parts.length < 2) {
                throw new InvalidInputException("a setting is name=value, not " + line);
            }
            settings.put(parts[0], parts[1]);
        }
        return new SubmittedSettings(JobSettings.of(settings), JobOptions.DEFAULT);
    }

    /// Lets the dispatcher handle all waiting arrivals.
    public void dispatch() {
        for (var arrival = dispatchQueue.take();
                arrival.isPresent();
                arrival = dispatchQueue.take()) {
            dispatcher.dispatch(arrival.get(), PLENTY);
        }
    }

    /// Lets workers handle all visible messages.
    public void work() {
        for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
            worker.work(batch, PLENTY);
            queue.delete(batch);
        }
    }

    private List<ReceivedMessage<WorkMessage>> receive() {
        List<ReceivedMessage<WorkMessage>> work = queue.receiveWork(10);
        return work.isEmpty() ? queue.receiveRetry() : work;
    }

    /// Lets the aggregator fold all new reports.
    public void fold() {
        aggregator.fold(reports.takeStream());
    }

    /// Lets the keeper handle every stalled job.
    public void keep() {
        keeper.keep(PLENTY);
    }

    /// Runs all parts except the keeper, and the clock, until the job has ended.
    ///
    /// @return its row
    public Job run(JobId id) {
        for (int round = 0; job(id).isOpen() && round < 1_000; round++) {
            dispatch();
            work();
            fold();
            queue.takeDead().forEach(letter -> keeper.reportLost(letter, "received too often"));
            clock.pass(Duration.ofSeconds(5));
        }
        return job(id);
    }

    public Job job(JobId id) {
        return store.job(id).orElseThrow();
    }

    /// The answer of a job that has one.
    public String answer(JobId id) {
        byte[] bytes =
                switch (job(id).result()) {
                    case null ->
                            throw new IllegalStateException("job " + id + " is " + job(id).state());
                    case Payload.Inline here -> here.bytes();
                    case Payload.Spilled there -> blobs.get(there.key());
                };
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Accumulator accumulator(JobId id) {
        return store.accumulator(id).orElseThrow();
    }
}
