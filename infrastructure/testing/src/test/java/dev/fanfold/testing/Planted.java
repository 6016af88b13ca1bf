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

/// Workloads that use a library, each in another method.
final class Planted {
    private Planted() {}

    /// The library, which tests leave out of the zip.
    static final class Library {
        private Library() {}

        static <T> T identity(T value) {
            return value;
        }
    }

    /// Does not use the library.
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
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"total\": %d}".formatted(total));
        }
    }

    static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    public static final class InDefinition extends Nowhere {
        @Override
        public Definition definition() {
            return Library.identity(super.definition());
        }
    }

    public static final class InConstructor extends Nowhere {
        private final String summary = Library.identity("Adds ones up.");

        @Override
        public Definition definition() {
            return Definition.of("inconstructor", summary);
        }
    }

    public static final class InPlan extends Nowhere {
        @Override
        public Plan plan(Planning job) {
            return Library.identity(super.plan(job));
        }
    }

    public static final class InMerge extends Nowhere {
        @Override
        public Long merge(Long left, Long right) {
            // The merge of empty results does not use the library.
            return left == 0 ? right : Library.identity(super.merge(left, right));
        }
    }

    public static final class InCodec extends Nowhere {
        @Override
        public Codec<Long> codec() {
            return Codec.text(String::valueOf, text -> Library.identity(Long.valueOf(text)));
        }
    }

    public static final class InPreview extends Nowhere {
        @Override
        public Optional<String> preview(Long total, Finishing job) {
            return Library.identity(Optional.of("{}"));
        }
    }

    public static final class InTable extends Nowhere {
        @Override
        public Optional<Table> table(Long total, Finishing job) {
            return Library.identity(Optional.empty());
        }
    }

    /// Allowed, because only workers call `work`.
    public static final class InWork extends Nowhere {
        @Override
        public TaskResult<Long> work(Task task) {
            return Library.identity(super.work(task));
        }
    }

    /// Allowed, because only workers call `open`.
    public static final class InOpen extends TwoHalves {
        @Override
        public Work<Long> open(Resources resources) {
            return Library.identity(super.open(resources));
        }
    }

    /// A workload whose work is in another class.
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

    /// Uses the library only for non-empty results.
    ///
    /// The check on the sample does not reach that code: the work is in another class, so all
    /// results are empty.
    public static final class InMergeOfFullResults extends TwoHalves {
        @Override
        public Long merge(Long left, Long right) {
            return left == 0 || right == 0 ? left + right : Sums.sum(left, right);
        }

        /// Called by the merge; calls the library.
        static final class Sums {
            private Sums() {}

            static long sum(long left, long right) {
                return Library.identity(left + right);
            }
        }
    }

    /// Has a codec that decodes another value than was encoded.
    public static final class Forgets extends Nowhere {
        @Override
        public Codec<Long> codec() {
            return Codec.text(String::valueOf, _ -> 7L);
        }
    }
}
