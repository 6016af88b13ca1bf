package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `fanfold new`, as somebody types it. The files it writes are tested where they are.
class NewCommandTest {
    @TempDir private Path folder;
    private final Typed typed = new Typed();

    @Test
    void itSaysWhatToDoNextALineEach() {
        Path project = folder.resolve("primes");

        assertThat(typed.run("new", "primes", "--folder", project)).isZero();

        assertThat(typed.err.text().lines())
                .containsExactly(
                        "fanfold: created " + project + ". Next steps:",
                        "  cd " + project,
                        "  mvn verify",
                        "  ./fanfold run primes --set below=20000");
        assertThat(project.resolve("pom.xml")).content().contains("com.example.primes");
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() {
        typed.run("new", "primes", "--folder", folder.resolve("primes"));
        typed.err.clear();

        assertThat(typed.run("new", "other", "--folder", folder.resolve("primes"))).isEqualTo(2);

        assertThat(typed.err.text())
                .contains("exists and is not an empty folder: give another name")
                .hasLineCount(1);
    }
}
