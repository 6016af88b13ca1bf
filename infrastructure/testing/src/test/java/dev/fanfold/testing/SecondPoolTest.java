package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests a workload of a second pool, which uses a table that the pool declares.
///
/// It has exactly the rights that the pool's template gives it.
class SecondPoolTest {
    private static final Path FOLDER = Path.of("../template/src/test/resources/second");
    private static final Path TEMPLATE = FOLDER.resolve("template.yaml");
    private static final String RIGHTS = "Action: [dynamodb:GetItem, dynamodb:PutItem]";
    private static final String TABLE =
            "arn:aws:dynamodb:us-east-1:000000000000:table/fanfold-Stock-Stock";

    @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(TEMPLATE);

    @TempDir Path folder;

    @Test
    void theLocalCloudHasItsTable() throws Exception {
        FinishedJob job = FANFOLD.job("stocked").run();

        assertThat(job.succeeded()).isEqualTo("{\"count\": 78}");
        assertThat(job.ledger().done()).isEqualTo(12);
    }

    @Test
    void theOtherPoolRunsToo() throws Exception {
        assertThat(FANFOLD.job("primes").set("below", "2000").run().succeeded())
                .isEqualTo("{\"primes\": 303}");
    }

    @Test
    void aCallThatItsRoleDeniesFailsAsOnAws() throws Exception {
        FinishedJob job = FANFOLD.job("stocked").set("sweep", "true").run();

        assertThat(job.state()).isEqualTo("FAILED");
        assertThat(job.problem().orElseThrow())
                .contains(
                        "User: arn:aws:sts::000000000000:assumed-role/fanfold-Stock-Pool-WorkerRole/shop_general-stock_worker"
                                + " is not authorized to perform: dynamodb:Scan on resource: "
                                + TABLE
                                + " with an explicit deny in an identity-based policy");
    }

    @Test
    void aCallThatItsRoleDoesNotAllowFailsAsOnAws() throws Exception {
        try (TestCloud cloud =
                TestCloud.start(
                        copyWith("pool.yaml", RIGHTS, "Action: [dynamodb:GetItem]"), Map.of())) {
            FinishedJob job = new LocalJob(() -> cloud, "stocked").run();

            assertThat(job.state()).isEqualTo("FAILED");
            assertThat(job.problem().orElseThrow())
                    .contains(
                            "is not authorized to perform: dynamodb:PutItem on resource: "
                                    + TABLE
                                    + " because no identity-based policy allows the dynamodb:PutItem action");
        }
    }

    @Test
    void theSimulatorHasItsTable() {
        WorkloadTest.of(new Stocked(), TEMPLATE).seeds(1, 200);
    }

    @Test
    void aTableThatIsNotDeclaredIsMissingInTheSimulator() throws IOException {
        Path other = copyWith("pool.yaml", "STOCK_TABLE: !Ref Stock", "STOCK_TABLE: elsewhere");

        // A seed without faults, so that only the workload can cause a retry.
        assertThatThrownBy(() -> WorkloadTest.of(new Stocked(), other).seeds(3, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I14: a message was requeued although nothing went wrong");
    }

    /// A copy of the templates with one replacement.
    private Path copyWith(String file, String original, String replacement) throws IOException {
        for (String name : List.of("template.yaml", "pool.yaml")) {
            String text = Files.readString(FOLDER.resolve(name));
            for (String location :
                    List.of("../../../../../../template.yaml", "../../../../../stacks/pool.yaml")) {
                text = text.replace(location, FOLDER.resolve(location).toRealPath().toString());
            }
            assertThat(!name.equals(file) || text.contains(original)).as(original).isTrue();
            Files.writeString(
                    folder.resolve(name),
                    name.equals(file) ? text.replace(original, replacement) : text);
        }
        return folder.resolve("template.yaml");
    }
}
