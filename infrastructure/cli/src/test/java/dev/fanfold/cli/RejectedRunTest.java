package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `fanfold run` on files whose records are rejected, on the real local cloud.
@Timeout(180)
class RejectedRunTest {
    private static final Path HOME = Path.of("../..");
    private static final Workloads WORKLOADS = Workloads.discovered();
    private static final Pattern PROGRESS =
            Pattern.compile("^([\\d,]+ of [\\d,]+ tasks|planning for )");
    private static SharedApplication application;
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        application =
                new SharedApplication(
                        new LocalApplicationStarter(WORKLOADS)
                                .start(
                                        HOME.resolve("template.yaml"),
                                        OptionalInt.of(2),
                                        line -> {}));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void anAnswerWithOnlyRejectedRecordsIsPrintedAndExitsWithOne() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "g,n\na,1,\nb,2,\n");
        Object[] arguments = {"run", "tabulate", "--input", data, "--set", "group-by=g"};

        assertThat(fanfold(arguments)).isEqualTo(1);

        assertThat(errors())
                .startsWith(
                        "fanfold: REJECTED: 2 of 2 records rejected, 10% allowed (--reject); the first: data.csv at byte 4: ")
                .hasLineCount(1);
        assertThat(out.text())
                .contains("partial    tabulate, job ")
                .contains(
                        "ledger     balanced: 1 of 1 tasks, 14 of 14 bytes, 2 records read, 2 rejected")
                .contains("rejected   data.csv at byte 4: ");
        assertThat(fanfold(append(arguments, "--reject", "100%"))).isEqualTo(1);
        assertThat(errors()).contains("2 of 2 records rejected, none accepted");
    }

    @Test
    void theAllowedNumberOfRejectedRecordsSucceedsAndOneMoreIsPartial() throws IOException {
        Path data =
                Files.writeString(directory.resolve("data.csv"), "g,n,m\na,1,2\nb,x,y\nc,1,z\n");
        Object[] arguments = {"run", "tabulate", "--input", data, "--set", "measure=n,m", "--json"};

        assertThat(fanfold(append(arguments, "--reject", "2"))).isZero();
        assertThat(out.text())
                .contains("\"records\":{\"read\":3,\"rejected\":2}")
                .doesNotContain("\"error\"");
        assertThat(fanfold(append(arguments, "--reject", "66%"))).isEqualTo(1);
        assertThat(out.text())
                .contains("\"state\":\"PARTIAL\"")
                .contains(
                        "\"error\":{\"kind\":\"REJECTED\",\"message\":\"2 of 3 records rejected, 66% allowed");
        assertThat(fanfold(append(arguments, "--reject", "67%"))).isZero();
    }

    private static Object[] append(Object[] args, Object... added) {
        return Stream.concat(Stream.of(args), Stream.of(added)).toArray();
    }

    private int fanfold(Object... words) {
        var terminal = new Terminal(out.stream(), err.stream(), false, false, 80);
        var context =
                new CommandContext(
                        terminal,
                        application,
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> WORKLOADS,
                        new FileSource(),
                        HOME);
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    /// The messages on standard error, without the progress lines.
    private String errors() {
        return err.text()
                .lines()
                .filter(line -> !PROGRESS.matcher(line).find())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
