package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.Locale;
import java.util.Optional;

/// Workloads that use a library, each in another place.
final class Planted {
    private Planted() {}

    /// The library.
    static final class Library {
        private Library() {}

        static <T> T passes(T value) {
            return value;
        }
    }

    /// Uses it nowhere.
    public static class Nowhere implements Summing {
        @Override
        public Definition definition() {
            return Definition.of(name(getClass()), "Adds ones up.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 100, 10);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, task.slice().size());
        }

        @Override
        public String finish(Long total, Finishing job) {
            return "{\"total\": %d}".formatted(total);
        }
    }

    static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    public static final class InDefinition extends Nowhere {
        @Override
        public Definition definition() {
            return Library.passes(super.definition());
        }
    }

    public static final class InConstructor extends Nowhere {
        private final String summary = Library.passes("Adds ones up.");

        @Override
        public Definition definition() {
            return Definition.of("inconstructor", summary);
        }
    }

    public static final class InPlan extends Nowhere {
        @Override
        public Plan plan(Planning job) {
            return Library.passes(super.plan(job));
        }
    }

    public static final class InMerge extends Nowhere {
        @Override
        public Long merge(Long left, Long right) {
            // As a merge of empty results would not.
            return left == 0 ? right : Library.passes(super.merge(left, right));
        }
    }

    public static final class InCodec extends Nowhere {
        @Override
        public Codec<Long> codec() {
            return Codec.text(String::valueOf, text -> Library.passes(Long.valueOf(text)));
        }
    }

    public static final class InPreview extends Nowhere {
        @Override
        public Optional<String> preview(Long total, Finishing job) {
            return Library.passes(Optional.of("{}"));
        }
    }

    public static final class InTable extends Nowhere {
        @Override
        public Optional<Table> table(Long total, Finishing job) {
            return Library.passes(Optional.empty());
        }
    }

    /// May do so: it works in a worker only.
    public static final class InWork extends Nowhere {
        @Override
        public TaskResult<Long> work(Task task) {
            return Library.passes(super.work(task));
        }
    }

    /// May do so: a worker opens it.
    public static final class InOpen extends TwoHalves {
        @Override
        public Work<Long> open(Resources resources) {
            return Library.passes(super.open(resources));
        }
    }

    /// Works in another class.
    public abstract static class TwoHalves implements Workload<Long> {
        private final Summing light = new Nowhere();

        @Override
        public Definition definition() {
            return Definition.of(name(getClass()), "Adds ones up.");
        }

        @Override
        public Plan plan(Planning job) throws Exception {
            return light.plan(job);
        }

        @Override
        public Long empty() {
            return light.empty();
        }

        @Override
        public Long merge(Long left, Long right) {
            return light.merge(left, right);
        }

        @Override
        public Codec<Long> codec() {
            return light.codec();
        }

        @Override
        public Work<Long> open(Resources resources) {
            return light;
        }
    }

    /// Uses it where no sample leads: it does not work here, so all results are empty.
    public static final class InMergeOfFullResults extends TwoHalves {
        @Override
        public Long merge(Long left, Long right) {
            return left == 0 || right == 0 ? left + right : Sums.sum(left, right);
        }

        /// Between the merge and the library.
        static final class Sums {
            private Sums() {}

            static long sum(long left, long right) {
                return Library.passes(left + right);
            }
        }
    }

    /// Forgets what it wrote.
    public static final class Forgets extends Nowhere {
        @Override
        public Codec<Long> codec() {
            return Codec.text(String::valueOf, _ -> 7L);
        }
    }
}
