package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests how a job's options decide its end, and that its ledger counts tasks and records.
class LocalJobTest {
    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    @Test
    void rejectedRecordsAreCountedAndAllowedUpToTheLimit(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("lines.txt"), "one\n!two\nthree\n!four\n");

        FinishedJob allowed = FANFOLD.job("lines").input(file).slice(3).reject("2").run();
        FinishedJob oneTooMany = FANFOLD.job("lines").input(file).slice(3).reject("1").run();

        assertThat(allowed.succeeded()).isEqualTo(allowed.answer().orElseThrow());
        assertThat(allowed.ledger().read()).isEqualTo(4);
        assertThat(allowed.ledger().rejected()).isEqualTo(2);
        assertThat(oneTooMany.state()).isEqualTo("PARTIAL");
        assertThat(oneTooMany.answer()).isEqualTo(allowed.answer());
        assertThat(oneTooMany.problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("REJECTED: "));
        assertThatThrownBy(oneTooMany::succeeded)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lines is PARTIAL: REJECTED");
    }

    @Test
    void lostTasksAreCountedAndToleratedUpToTheLimit() throws Exception {
        FinishedJob tolerated = FANFOLD.job("losing").tolerate("1").run();
        FinishedJob failed = FANFOLD.job("losing").tolerate("0").run();

        assertThat(tolerated.state()).isEqualTo("PARTIAL");
        assertThat(tolerated.answer()).hasValue("{\"tasks\": 9}");
        assertThat(tolerated.ledger()).isEqualTo(new FinishedJob.Ledger(10, 9, 1, 9, 0, false));
        assertThat(failed.state()).isEqualTo("FAILED");
        assertThat(failed.answer()).isEmpty();
        assertThat(failed.ledger().lost()).isEqualTo(1);
        assertThatThrownBy(failed::succeeded)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("losing is FAILED")
                .hasMessageContaining("never");
    }

    @Test
    void aJobEndsAtItsDeadline() throws Exception {
        FinishedJob late =
                FANFOLD.job("losing").set("retried", "true").deadline(Duration.ofSeconds(1)).run();

        assertThat(late.state()).isEqualTo("FAILED");
        assertThat(late.ledger().done()).isLessThan(10);
    }
}
