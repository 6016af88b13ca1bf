package dev.fanfold.items;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// A range of numbers.
final class NumberItems extends Items<Long> {
    private final long from;
    private final long to;

    NumberItems(long from, long to) {
        this.from = from;
        this.to = to;
    }

    @Override
    Plan plan(Planning job) {
        return Plan.numbers(from, to, perTask(job, to - from));
    }

    @Override
    Reader read(Task task) {
        Slice slice = task.slice();
        return new Reader() {
            private long next = slice.from();

            @Override
            public boolean hasNext() {
                return next < slice.to();
            }

            @Override
            public String next() {
                return Long.toString(next++);
            }

            @Override
            public long offset() {
                return next - 1;
            }

            @Override
            public <P> TaskResult<P> worked(P partial) {
                return TaskResult.all(task, partial);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    Parser<Long> parser(Plan plan) {
        return Long::valueOf;
    }

    @Override
    String source(Task task) {
        return "the numbers";
    }
}
