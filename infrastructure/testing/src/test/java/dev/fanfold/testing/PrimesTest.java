package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An example of how an author tests a workload on the whole application, within seconds.
class PrimesTest {
    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    @Test
    void primesAreCounted() throws InterruptedException {
        assertThat(FANFOLD.run("primes", Map.of("below", "20000"))).isEqualTo("{\"primes\": 2262}");
    }

    @Test
    void theLedgerIsReturnedWithTheAnswer() throws InterruptedException {
        FinishedJob job = FANFOLD.job("primes").set("below", "20000").pack(3).workers(2).run();

        assertThat(job.succeeded()).isEqualTo("{\"primes\": 2262}");
        assertThat(job.ledger()).isEqualTo(new FinishedJob.Ledger(20, 20, 0, 19_998, 0, true));
    }

    @Test
    void aRejectedJobThrowsItsReason() {
        assertThatThrownBy(() -> FANFOLD.run("primes", Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("below");
        assertThatThrownBy(() -> FANFOLD.job("primes").set("below", "9").pack(1_001).run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not 1001");
    }
}
