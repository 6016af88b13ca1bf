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

/// The whole application on ports in memory. Its parts run only when a test calls them.
public final class InMemoryApplication {
    private static final TimeLeft TIME_LEFT = () -> Duration.ofMinutes(2);
    public final FakeClock clock = new FakeClock();
    public final InMemoryJobStore store = new InMemoryJobStore();
    public final InMemoryReportLog reports = new InMemoryReportLog();
    public final InMemoryBlobStore blobs = new InMemoryBlobStore();
    public final InMemoryOutputStore outputs = new InMemoryOutputStore();
    public final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    public final InMemoryPools pools = new InMemoryPools(queue);
    public final InMemoryDispatchQueue dispatchQueue = new InMemoryDispatchQueue(clock);
    public final InMemorySource source = new InMemorySource();

    /// The ports of all parts, for tests that create further parts.
    public final Ports ports;

    public final Dispatcher dispatcher;
    public final Worker worker;
    public final Aggregator aggregator;
    public final Keeper keeper;

    public InMemoryApplication(Workload<?>... workloads) {
        this(UnaryOperator.identity(), workloads);
    }

    /// @param wrapper wraps the job store, for example to observe it or to inject faults
    public InMemoryApplication(UnaryOperator<JobStore> wrapper, Workload<?>... workloads) {
        ports =
                new Ports(
                        wrapper.apply(store),
                        reports,
                        blobs,
                        outputs,
                        pools,
                        dispatchQueue,
                        source,
                        Workloads.of(workloads),
                        clock,
                        new SplittableRandom(1));
        dispatcher = new Dispatcher(ports, InMemoryApplication::parseSettings);
        worker = new Worker(ports, new SerialTaskExecutor(), new NoScratch(), new InMemoryWorks());
        aggregator = new Aggregator(ports);
        keeper = new Keeper(ports);
    }

    // Parses lines of name=value. The deployed application parses JSON, which has its own tests.
    private static SubmittedSettings parseSettings(byte[] text) {
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

    /// Lets the dispatcher handle all visible messages of the dispatch queue.
    public void dispatch() {
        for (var arrival = dispatchQueue.take();
                arrival.isPresent();
                arrival = dispatchQueue.take()) {
            dispatcher.dispatch(arrival.get(), TIME_LEFT);
        }
    }

    /// Lets the worker handle all visible messages of the pool's queues.
    public void work() {
        for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
            worker.work(batch, TIME_LEFT);
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

    /// Runs the keeper once, which handles every stalled job.
    public void keep() {
        keeper.keep(TIME_LEFT);
    }

    /// Runs the application until the job has ended, for at most 1,000 turns of 5 seconds each. The
    /// keeper reports the tasks of dead letters as lost, and repairs nothing.
    ///
    /// @return the job's row
    public Job run(JobId id) {
        for (int turn = 0; job(id).isOpen() && turn < 1_000; turn++) {
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

    /// The answer of the job.
    ///
    /// @throws IllegalStateException if the job has no answer
    public String answer(JobId id) {
        byte[] bytes =
                switch (job(id).result()) {
                    case null ->
                            throw new IllegalStateException("job " + id + " is " + job(id).state());
                    case Payload.Inline inline -> inline.bytes();
                    case Payload.Spilled spilled -> blobs.get(spilled.key());
                };
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The accumulator of the round that the job is in.
    public Accumulator accumulator(JobId id) {
        return store.accumulator(id, job(id).round().number()).orElseThrow();
    }
}
