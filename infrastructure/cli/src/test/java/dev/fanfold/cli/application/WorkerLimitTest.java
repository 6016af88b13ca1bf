package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A number of workers that cannot be used is never ignored silently.
class WorkerLimitTest {
    private static final TemplateFiles FANFOLD = new TemplateFiles(TestApplication.TEMPLATE);
    @TempDir private Path directory;

    @Test
    void eachNumberThatLambdaAllowsIsUsed() {
        for (int workers : new int[] {2, 3, 250, 1_000}) {
            WorkerLimit limit = WorkerLimit.of(FANFOLD, OptionalInt.of(workers));

            assertThat(limit.workers()).hasValue(workers);
            assertThat(limit.note()).as("%d workers", workers).isEmpty();
        }
        assertThat(WorkerLimit.of(FANFOLD, OptionalInt.empty()).workers()).isEmpty();
        assertThat(WorkerLimit.of(FANFOLD, OptionalInt.empty()).note()).isEmpty();
    }

    @Test
    void anotherNumberIsReplacedByTheNearestAndReported() {
        WorkerLimit one = WorkerLimit.of(FANFOLD, OptionalInt.of(1));
        assertThat(one.workers()).hasValue(2);
        assertThat(one.note().orElseThrow()).startsWith("up to 2 workers run at the same time");

        for (int workers : new int[] {1_001, 10_000}) {
            WorkerLimit many = WorkerLimit.of(FANFOLD, OptionalInt.of(workers));
            assertThat(many.workers()).hasValue(1_000);
            assertThat(many.note().orElseThrow()).startsWith("up to 1,000 workers run");
        }
    }

    @Test
    void aTemplateWithoutTheParameterKeepsItsOwnMaximumAndThisIsReported() throws IOException {
        Path template = Files.writeString(directory.resolve("a.yaml"), "Resources: {}\n");

        WorkerLimit limit = WorkerLimit.of(new TemplateFiles(template), OptionalInt.of(7));

        assertThat(limit.workers()).isEmpty();
        assertThat(limit.note().orElseThrow())
                .startsWith("the template's own maximum of concurrent workers applies, not 7: ")
                .contains("has no parameter WorkerConcurrency");
    }

    @Test
    void anInvalidTemplateIsRefused() throws IOException {
        Path template = Files.writeString(directory.resolve("a.yaml"), "Resourcez: {}\n");

        assertThatThrownBy(() -> WorkerLimit.of(new TemplateFiles(template), OptionalInt.of(7)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Resourcez");
    }
}
