package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Text from arguments, file names and files is printed and cannot control the terminal.
class NastyArgumentsTest {
    private static final String CONTROLS =
            "a\u001b[2J\u009b31m\u0085\u202e\u2066\u200f\u200b\u2028z";
    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> whateverIsTypedIsToldOnOneLineAndEscaped() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "k,v\nAA,1\n");
        Path named = Files.writeString(directory.resolve(CONTROLS + ".csv"), "");
        Path column =
                Files.writeString(directory.resolve("column.csv"), "k," + CONTROLS + "\nAA,1\n");
        return Stream.of(
                escaped(CONTROLS),
                escaped("help", CONTROLS),
                escaped("run", CONTROLS),
                escaped("run", "noop", "--" + CONTROLS),
                escaped("run", "tabulate", "--input", CONTROLS),
                escaped("run", "tabulate", "--input", named),
                escaped("run", "tabulate", "--input", "s3://" + CONTROLS),
                escaped("run", "tabulate", "--input", data, "--set", CONTROLS),
                escaped("run", "tabulate", "--input", data, "--set", CONTROLS + "=1"),
                escaped("run", "tabulate", "--input", data, "--set", "group-by=" + CONTROLS),
                escaped("run", "tabulate", "--input", column, "--set", "group-by=none"),
                escaped("run", "noop", "--set", "tasks=" + CONTROLS, "--slice", "1"),
                escaped("run", "noop", "--set", "tasks=1", "--slice", CONTROLS),
                escaped("run", "noop", "--set", "tasks=1", "--pack", CONTROLS),
                escaped("run", "noop", "--set", "tasks=1", "--tolerate", CONTROLS),
                escaped("run", "noop", "--set", "tasks=1", "--deadline", CONTROLS),
                escaped("run", "noop", "--set", "tasks=1", "--on", CONTROLS),
                escaped("run", "noop", "--set", "tasks=1", "--out", named),
                escaped("bench", CONTROLS),
                escaped("prove", "--replay", CONTROLS),
                escaped("prove", "--template", directory.resolve(CONTROLS)));
    }

    private static DynamicTest escaped(Object... args) {
        return DynamicTest.dynamicTest(
                String.join(" ", Stream.of(args).map(Object::toString).toList()),
                () -> {
                    var typed = new Typed();

                    assertThat(typed.run(args)).isEqualTo(2);

                    String told = typed.err.text();
                    assertThat(told).contains("\\u{1b}[2J\\u{9b}31m").hasLineCount(1);
                    assertThat(told.stripTrailing())
                            .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
                });
    }
}
