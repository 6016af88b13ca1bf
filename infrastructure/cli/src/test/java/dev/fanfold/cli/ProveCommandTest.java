package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command `fanfold prove`. The runs themselves are tested in the simulator's module.
class ProveCommandTest {
    private static final Path PROJECT = Path.of("../..");
    private final CommandRunner runner = new CommandRunner();
    @TempDir private Path directory;

    @Test
    void aProofPrintsItsFiguresAndEndsWithItsViolations() {
        int exit = runner.run("prove", "--seeds", 60, "--from", 7);

        assertThat(errors()).isEmpty();
        assertThat(runner.out.text().lines())
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
        assertThat(runner.run("prove", "--seeds", 20, "--twice")).isZero();
        assertThat(runner.out.text().lines()).contains("twice    20 of 20 the same");

        assertThat(runner.run("prove", "--seeds", 20)).isZero();
        assertThat(runner.out.text().lines().filter(line -> line.contains("history")).toList())
                .hasSize(2)
                .containsOnly(
                        runner.out
                                .text()
                                .lines()
                                .filter(line -> line.contains("history"))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void aBrokenApplicationFailsWithTheSmallestHistory() throws IOException {
        Path broken = template("StartingPosition: TRIM_HORIZON", "StartingPosition: LATEST");

        int exit = runner.run("prove", "--seeds", 1_000, "--stop", "--template", broken);

        assertThat(errors()).startsWith("fanfold: seed ");
        assertThat(runner.out.text()).containsPattern("broken   by seeds \\[\\d+");
        assertThat(runner.out.text().lines().toList().getLast()).matches("[12] violations?");
        assertThat(exit).isEqualTo(1);

        String scenario =
                runner.out
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("  scenario: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("  scenario: ".length());
        var replay = new CommandRunner();
        assertThat(replay.run("prove", "--replay", scenario, "--template", broken)).isEqualTo(1);
        assertThat(replay.out.text()).contains("VIOLATION");
        assertThat(runner.out.text()).contains(replay.out.text().lines().toList().getLast());
    }

    @Test
    void aSeedIsReplayedLineByLine() {
        assertThat(runner.run("prove", "--replay", 7)).isZero();

        assertThat(runner.out.text().lines())
                .anyMatch(line -> line.contains("SendMessageBatch"))
                .last()
                .isEqualTo("no promise was broken");
    }

    @Test
    void anApplicationThatCannotBeReadIsRefused() {
        Path none = directory.resolve("none.yaml");

        assertThat(runner.run("prove", "--template", none)).isEqualTo(2);

        assertThat(runner.err.text()).contains("--template: " + none).hasLineCount(1);
    }

    // Standard error without the progress that a slow machine prints every few seconds.
    private String errors() {
        return runner.err
                .text()
                .lines()
                .filter(line -> !line.matches("[\\d,]+ of [\\d,]+ runs, .*"))
                .collect(Collectors.joining("\n"));
    }

    // A copy of the template with one replacement in its stacks.
    private Path template(String original, String replacement) throws IOException {
        for (String folder :
                List.of(
                        "infrastructure/stacks",
                        "infrastructure/api",
                        "functions/workloads/general")) {
            Path target = directory.resolve(folder);
            Files.createDirectories(target);
            try (Stream<Path> all = Files.list(PROJECT.resolve(folder))) {
                for (Path file : all.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                    String text = Files.readString(file).replace(original, replacement);
                    Files.writeString(target.resolve(file.getFileName()), text);
                }
            }
        }
        return Files.copy(PROJECT.resolve("template.yaml"), directory.resolve("template.yaml"));
    }
}
