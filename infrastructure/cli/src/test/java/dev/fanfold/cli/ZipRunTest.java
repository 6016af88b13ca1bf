package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.application.LocalWorkloads;
import dev.fanfold.cli.application.TemplateWorkloads;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests commands that load workloads and functions from the built zips. The test class path has
/// other ones, which must not be used.
@Timeout(180)
class ZipRunTest {
    private static final Path HOME = Path.of("../..");
    private final LocalWorkloads workloads = new TemplateWorkloads(FunctionCode.declared());
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    // Skips the tests if the zips were not built. CI builds them.
    @BeforeEach
    void build() {
        assumeThat(HOME.resolve("functions/coordination/target/coordination.zip")).exists();
        assumeThat(HOME.resolve("functions/workloads/general/target/general.zip")).exists();
    }

    @Test
    void theWorkloadsAreThoseOfTheCoordinationsZip() {
        assertThat(workloads.load(HOME.resolve("template.yaml")).all())
                .extracting(workload -> workload.definition().name())
                .containsExactly("noop", "sleep", "tabulate");
        for (Workload<?> workload : workloads.load(HOME.resolve("template.yaml")).all()) {
            assertThat(workload.getClass().getClassLoader().getName())
                    .isEqualTo("coordination.zip");
        }
        assertThat(fanfold("workloads")).isZero();
        assertThat(out.text()).contains("tabulate --input FILE").doesNotContain("fickle");
    }

    @Test
    void eachWorkloadRunsOnTheSampleThatShipsWithIt() {
        for (Workload<?> workload : workloads.load(HOME.resolve("template.yaml")).all()) {
            String name = workload.definition().name();
            assertThat(fanfold("run", name, "--sample")).as(name + err.text()).isZero();
            assertThat(out.text()).contains("succeeded  " + name);
        }
    }

    @Test
    void settingsOfTheCommandOverrideThoseOfTheSample() {
        assertThat(fanfold("run", "noop", "--sample", "--set", "tasks=7", "--json")).isZero();
        assertThat(out.text()).contains("\"result\":{\"tasks\":7}");
    }

    @Test
    void aSampleWithAnInputOrForADeployedApplicationIsRefused() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "k\n1\n");

        assertThat(fanfold("run", "tabulate", "--sample", "--input", data)).isEqualTo(2);
        assertThat(err.text()).contains("leave --input or --sample out").hasLineCount(1);
        assertThat(fanfold("run", "tabulate", "--sample", "--on", "aws")).isEqualTo(2);
        assertThat(err.text()).contains("--sample works on this machine only").hasLineCount(1);
    }

    @Test
    void aTemplateWithoutADispatcherIsRefused() throws IOException {
        Path other = Files.writeString(directory.resolve("other.yaml"), "Resources: {}\n");

        assertThat(fanfold("workloads", "--template", other)).isEqualTo(2);
        assertThat(err.text()).contains("other.yaml has no function with the Handler");
        assertThat(fanfold("plan", "noop", "--template", directory.resolve("no"))).isEqualTo(2);
        assertThat(err.text()).contains("there is no such file");
    }

    private int fanfold(Object... words) {
        out.clear();
        err.clear();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        workloads,
                        new FileSource(),
                        HOME);
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }
}
