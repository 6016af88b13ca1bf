package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.ApplicationStarter;
import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that answers are written to the directory of `--out`. The jobs run on the real local
/// cloud.
@Timeout(180)
class KeptAnswersTest {
    private static final Path HOME = Path.of("../..");
    private static final Workloads WORKLOADS = Workloads.discovered();
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @Test
    void tableLedgerAndReceiptArePrintedAndTheAnswerReplacesAnEarlierOne() throws IOException {
        Path data =
                Files.writeString(directory.resolve("data.csv"), "carrier,delay\nAA,1\nUA,late\n");
        Path answers = directory.resolve("made/answers");

        int exit =
                fanfold(
                        new LocalApplicationStarter(WORKLOADS),
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=carrier",
                        "--set",
                        "measure=delay",
                        "--reject",
                        "50%",
                        "--out",
                        answers);

        assertThat(exit).isZero();
        assertThat(out.text().lines())
                .anyMatch(line -> line.startsWith("carrier  count  delay.count"))
                .anyMatch(line ->
                        line.startsWith(
                                "ledger     balanced: 1 of 1 tasks, 27 of 27 bytes, 2 records read, 1 rejected"))
                .anyMatch(line -> line.startsWith("rejected   data.csv at byte "))
                .anyMatch(line -> line.startsWith("receipt    "))
                .anyMatch(line -> line.startsWith("limit      "));
        assertThat(answers.resolve("result.json")).content().startsWith("{\"groups\":[");
        assertThat(answers.resolve("result.csv"))
                .content()
                .startsWith("carrier,count,delay.count")
                .hasLineCount(3);

        assertThat(
                        fanfold(
                                new LocalApplicationStarter(WORKLOADS),
                                "run",
                                "fickle",
                                "--input",
                                data,
                                "--out",
                                answers))
                .isZero();
        assertThat(answers.resolve("result.json")).hasContent("{\"bytes\":27}");
        assertThat(answers.resolve("result.csv")).doesNotExist();
    }

    @Test
    void anAnswerIsPrintedEvenIfItsDirectoryVanished() {
        Path answers = directory.resolve("answers");
        ApplicationStarter localStarter = new LocalApplicationStarter(WORKLOADS);
        ApplicationStarter deletingStarter =
                (template, workers, log) -> {
                    delete(answers);
                    return localStarter.start(template, workers, log);
                };

        int exit =
                fanfold(
                        deletingStarter,
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--json",
                        "--out",
                        answers);

        assertThat(out.text()).contains("\"result\":{\"tasks\":1}").hasLineCount(1);
        assertThat(err.text()).contains("fanfold: the answer could not be written to " + answers);
        assertThat(exit).isEqualTo(1);
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int fanfold(ApplicationStarter starter, Object... words) {
        var terminal = new Terminal(out.stream(), err.stream(), false, false, 80);
        var context =
                new CommandContext(
                        terminal,
                        starter,
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(java.util.Map.of()),
                        _ -> WORKLOADS,
                        new FileSource(),
                        HOME);
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }
}
