package dev.fanfold.workloads.bench;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Table;
import java.util.List;
import java.util.Optional;

/// A workload whose number of tasks is the setting `tasks`. The answer is the number of tasks that
/// were folded.
interface CountedTasks extends Summing {
    @Override
    default Plan plan(Planning job) {
        long tasks = job.settings().number("tasks");
        if (tasks < 0) {
            throw new InvalidInputException("setting tasks is 0 or more, not " + tasks);
        }
        long each = Math.max(1, job.slice());
        if (tasks > Long.MAX_VALUE / each) {
            throw new InvalidInputException(
                    tasks
                            + " tasks of "
                            + each
                            + " numbers each are too many: give a smaller --slice");
        }
        return Plan.numbers(0, tasks * each, each);
    }

    @Override
    default Finished finish(Long total, Finishing job) {
        return Finished.done("{\"tasks\":" + total + "}");
    }

    @Override
    default Optional<Table> table(Long total, Finishing job) {
        return Optional.of(new Table(List.of("tasks"), List.of(List.of(total.toString()))));
    }
}
