package dev.fanfold.cli.application;

import dev.fanfold.aws.lambda.Metric;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Counts the tasks that workers requeued, as the log lines of their invocations say, and passes
/// the lines on. Any thread may call it.
final class RequeueCount implements Consumer<String> {
    private static final String METRIC = Metric.REQUEUED.title();
    private final Consumer<String> log;
    private final AtomicLong tasks = new AtomicLong();

    RequeueCount(Consumer<String> log) {
        this.log = log;
    }

    /// The number of tasks so far.
    long tasks() {
        return tasks.get();
    }

    @Override
    public void accept(String line) {
        if (line.contains("\"" + METRIC + "\":")) {
            tasks.addAndGet(requeued(line));
        }
        log.accept(line);
    }

    // A line is the function's name, and then the JSON that its invocation wrote. Workloads may
    // write other lines.
    private static long requeued(String line) {
        try {
            Fields fields = Json.read("log line", line.substring(Math.max(0, line.indexOf('{'))));
            return fields.has("_aws") && fields.has(METRIC) ? fields.number(METRIC) : 0;
        } catch (UnreadableMessageException e) {
            return 0;
        }
    }
}
