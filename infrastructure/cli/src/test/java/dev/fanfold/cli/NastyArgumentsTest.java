package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Tests that text from arguments, file names and files is escaped, so that it cannot control the
/// terminal.
class NastyArgumentsTest {
    private static final String CONTROLS =
            "a\u001b[2J\u009b31m\u0085\u202e\u2066\u200f\u200b\u2028z";
    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> everyArgumentIsReportedInOneLineAndEscaped() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "k,v\nAA,1\n");
        Path fileWithControls = Files.writeString(directory.resolve(CONTROLS + ".csv"), "");
        Path fileWithControlsInHeader =
                Files.writeString(directory.resolve("column.csv"), "k," + CONTROLS + "\nAA,1\n");
        return Stream.of(
                assertEscaped(CONTROLS),
                assertEscaped("help", CONTROLS),
                assertEscaped("run", CONTROLS),
                assertEscaped("run", "noop", "--" + CONTROLS),
                assertEscaped("run", "tabulate", "--input", CONTROLS),
                assertEscaped("run", "tabulate", "--input", fileWithControls),
                assertEscaped("run", "tabulate", "--input", "s3://" + CONTROLS),
                assertEscaped("run", "tabulate", "--input", data, "--set", CONTROLS),
                assertEscaped("run", "tabulate", "--input", data, "--set", CONTROLS + "=1"),
                assertEscaped("run", "tabulate", "--input", data, "--set", "group-by=" + CONTROLS),
                assertEscaped(
                        "run",
                        "tabulate",
                        "--input",
                        fileWithControlsInHeader,
                        "--set",
                        "group-by=none"),
                assertEscaped("run", "noop", "--set", "tasks=" + CONTROLS, "--slice", "1"),
                assertEscaped("run", "noop", "--set", "tasks=1", "--slice", CONTROLS),
                assertEscaped("run", "noop", "--set", "tasks=1", "--pack", CONTROLS),
                assertEscaped("run", "noop", "--set", "tasks=1", "--tolerate", CONTROLS),
                assertEscaped("run", "noop", "--set", "tasks=1", "--deadline", CONTROLS),
                assertEscaped("run", "noop", "--set", "tasks=1", "--on", CONTROLS),
                assertEscaped("run", "noop", "--set", "tasks=1", "--out", fileWithControls),
                assertEscaped("bench", CONTROLS),
                assertEscaped("prove", "--replay", CONTROLS),
                assertEscaped("prove", "--template", directory.resolve(CONTROLS)));
    }

    private static DynamicTest assertEscaped(Object... args) {
        return DynamicTest.dynamicTest(
                String.join(" ", Stream.of(args).map(Object::toString).toList()),
                () -> {
                    var runner = new CommandRunner();

                    assertThat(runner.run(args)).isEqualTo(2);

                    String message = runner.err.text();
                    assertThat(message).contains("\\u{1b}[2J\\u{9b}31m").hasLineCount(1);
                    assertThat(message.stripTrailing())
                            .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
                });
    }
}
