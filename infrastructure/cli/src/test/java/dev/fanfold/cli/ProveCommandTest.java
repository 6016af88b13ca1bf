package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command `fanfold prove`. The runs themselves are tested in the simulator's module.
class ProveCommandTest {
    private static final Path PROJECT = Path.of("../..");
    private final Typed typed = new Typed();
    @TempDir private Path directory;

    @Test
    void aProofSaysWhatWasRunAndEndsWithItsViolations() {
        int exit = typed.run("prove", "--seeds", 60, "--from", 7);

        assertThat(typed.err.text()).isEmpty();
        assertThat(typed.out.text().lines())
                .contains("runs     60 from seed 7")
                .anyMatch(line -> line.matches("tasks    [1-9][\\d,]+"))
                .anyMatch(line -> line.matches("faults   [1-9][\\d,]+ of \\d\\d kinds"))
                .anyMatch(line -> line.matches(" +[1-9][\\d,]* message-twice"))
                .last()
                .isEqualTo("0 violations");
        assertThat(exit).isZero();
    }

    @Test
    void runsAreComparedWithASecondRun() {
        assertThat(typed.run("prove", "--seeds", 20, "--twice")).isZero();
        assertThat(typed.out.text().lines()).contains("twice    20 of 20 the same");

        assertThat(typed.run("prove", "--seeds", 20)).isZero();
        assertThat(typed.out.text().lines().filter(line -> line.contains("history")).toList())
                .hasSize(2)
                .containsOnly(
                        typed.out
                                .text()
                                .lines()
                                .filter(line -> line.contains("history"))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void anApplicationThatKeepsNoPromiseFailsWithTheSmallestHistory() throws IOException {
        Path broken = template("StartingPosition: TRIM_HORIZON", "StartingPosition: LATEST");

        int exit = typed.run("prove", "--seeds", 1_000, "--stop", "--template", broken);

        assertThat(typed.err.text()).startsWith("fanfold: seed ");
        assertThat(typed.out.text()).containsPattern("broken   by seeds \\[\\d+");
        assertThat(typed.out.text().lines().toList().getLast()).matches("[12] violations?");
        assertThat(exit).isEqualTo(1);

        String scenario =
                typed.out
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("  scenario: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("  scenario: ".length());
        var again = new Typed();
        assertThat(again.run("prove", "--replay", scenario, "--template", broken)).isEqualTo(1);
        assertThat(again.out.text()).contains("VIOLATION");
        assertThat(typed.out.text()).contains(again.out.text().lines().toList().getLast());
    }

    @Test
    void aSeedIsReplayedLineByLine() {
        assertThat(typed.run("prove", "--replay", 7)).isZero();

        assertThat(typed.out.text().lines())
                .anyMatch(line -> line.contains("SendMessageBatch"))
                .last()
                .isEqualTo("no promise was broken");
    }

    @Test
    void anApplicationThatCannotBeReadIsRefused() {
        Path none = directory.resolve("none.yaml");

        assertThat(typed.run("prove", "--template", none)).isEqualTo(2);

        assertThat(typed.err.text()).contains("--template: " + none).hasLineCount(1);
    }

    // A copy of the template with one replacement in its stacks.
    private Path template(String was, String is) throws IOException {
        for (String folder :
                List.of(
                        "infrastructure/stacks",
                        "infrastructure/api",
                        "functions/workloads/general")) {
            Path to = directory.resolve(folder);
            Files.createDirectories(to);
            try (Stream<Path> all = Files.list(PROJECT.resolve(folder))) {
                for (Path one : all.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                    String text = Files.readString(one).replace(was, is);
                    Files.writeString(to.resolve(one.getFileName()), text);
                }
            }
        }
        return Files.copy(PROJECT.resolve("template.yaml"), directory.resolve("template.yaml"));
    }
}
