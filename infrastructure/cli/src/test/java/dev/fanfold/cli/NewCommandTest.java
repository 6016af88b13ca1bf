package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `fanfold new`. The files that it writes are tested in the module that contains them.
class NewCommandTest {
    @TempDir private Path folder;
    private final CommandRunner runner = new CommandRunner();

    @Test
    void itPrintsTheNextSteps() {
        Path project = folder.resolve("primes");

        assertThat(runner.run("new", "primes", "--folder", project)).isZero();

        assertThat(runner.err.text().lines())
                .containsExactly(
                        "fanfold: created " + project + ". Next steps:",
                        "  cd " + project,
                        "  mvn verify",
                        "  ./fanfold run primes --set below=20000");
        assertThat(project.resolve("pom.xml")).content().contains("com.example.primes");
    }

    @Test
    void anExistingFolderIsNotChanged() {
        runner.run("new", "primes", "--folder", folder.resolve("primes"));
        runner.err.clear();

        assertThat(runner.run("new", "other", "--folder", folder.resolve("primes"))).isEqualTo(2);

        assertThat(runner.err.text())
                .contains("exists and is not an empty folder: give another name")
                .hasLineCount(1);
    }
}
