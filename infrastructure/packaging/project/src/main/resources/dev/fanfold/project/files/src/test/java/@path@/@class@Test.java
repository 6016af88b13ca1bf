package @package@;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.testing.FanfoldExtension;
import dev.fanfold.testing.TaskTest;
import dev.fanfold.testing.WorkloadLaws;
import dev.fanfold.testing.WorkloadTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests of the workload, from one task to the whole application.
class @class@Test {
    private static final Path TEMPLATE = Path.of("template.yaml");

    /// The application of the template in this JVM: queues, workers, stream and fold.
    @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(TEMPLATE);

    @Test
    void aTaskCountsItsSlice() throws Exception {
        assertThat(TaskTest.of(new @class@()).set("below", "20000").task(0).partial())
                .isEqualTo(168L);
    }

    @Test
    void itKeepsTheLawsOfWorkloads() {
        WorkloadLaws.of(new @class@()).set("below", "20000").check();
    }

    @Test
    void itIsRightUnderFaults() {
        WorkloadTest.of(new @class@(), TEMPLATE).set("below", "20000").seeds(1, 100);
    }

    @Test
    void theApplicationAnswers() throws Exception {
        assertThat(FANFOLD.run("@name@", Map.of("below", "20000")))
                .isEqualTo("{\"primes\": 2262}");
    }
}
