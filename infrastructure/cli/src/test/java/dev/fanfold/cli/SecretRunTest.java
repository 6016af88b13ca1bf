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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Secrets on this machine: workloads get them, and no output shows them.
@Timeout(180)
class SecretRunTest {
    private static final String TEXT = "correct-horse-battery";
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @Test
    void aWorkloadReadsItsSecretAndNothingThatIsPrintedHoldsIt() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TEXT);

        int exit = fanfold("run", "secretive", "--secret", "token=" + file, "--json", "--verbose");

        assertThat(exit).as(err.text()).isZero();
        assertThat(out.text()).contains("\"result\":{\"letters\":" + 2 * TEXT.length() + "}");
        assertThat(err.text()).contains("\"level\":\"INFO\""); // log lines of functions
        assertThat(out.text() + err.text() + Secretive.TOLD).doesNotContain(TEXT);
        assertThat(Secretive.TOLD).hasSize(2);
    }

    @Test
    void aFileOf64KilobytesIsAcceptedAndOneByteMoreIsRefused() throws IOException {
        Path max = Files.write(directory.resolve("most"), new byte[64 * 1024]);
        Path more = Files.write(directory.resolve("more"), new byte[64 * 1024 + 1]);

        assertThat(refused("--secret", "token=" + more))
                .contains("--secret token has 65,537 bytes, more than the limit of 65,536")
                .hasLineCount(1);
        // The next error is about the name: the file itself is valid.
        assertThat(refused("--secret", "token=" + max, "--secret", "TOKEN=" + max))
                .contains("secret TOKEN is given twice, also as token")
                .hasLineCount(1);
    }

    @Test
    void anInvalidFileIsNotQuotedBecauseItMayBeTheSecret() {
        for (String given :
                new String[] {
                    TEXT, "token", "token=" + TEXT, "token=", "=" + TEXT, "a b=" + TEXT
                }) {
            assertThat(refused("--secret", given))
                    .as(given)
                    .contains("--secret")
                    .doesNotContain(TEXT)
                    .hasLineCount(1);
        }
        assertThat(refused("--secret", "token=" + directory)).contains("cannot be read as a file");
    }

    @Test
    void elsewhereItIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TEXT);

        for (String on : new String[] {"aws", "localstack"}) {
            assertThat(refused("--secret", "token=" + file, "--on", on))
                    .contains("--secret works on this machine only")
                    .hasLineCount(1);
        }
    }

    @Test
    void commandsThatStartNoWorkersRefuseItAndSayWhichOneDoes() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TEXT);
        String id = "0".repeat(32);

        for (String given : new String[] {"token=" + file, TEXT}) {
            assertThat(told("submit", "secretive", "--secret", given))
                    .contains("start it with the secret")
                    .contains("./fanfold local");
            assertThat(told("redrive", id, "--secret", given)).contains("./fanfold local");
            assertThat(told("plan", "secretive", "--secret", given))
                    .contains("--secret is for the command that starts the workers");
            for (String on : new String[] {"aws", "localstack"}) {
                assertThat(told("submit", "secretive", "--secret", given, "--on", on))
                        .contains("a deployed pool's template names its secrets");
                assertThat(told("redrive", id, "--secret", given, "--on", on))
                        .contains("a deployed pool's template names its secrets");
            }
        }
    }

    private String told(Object... words) {
        err.clear();
        assertThat(fanfold(words)).isEqualTo(2);
        assertThat(err.text()).doesNotContain(TEXT).hasLineCount(1);
        return err.text();
    }

    private String refused(String... words) {
        err.clear();
        Object[] all = Stream.concat(Stream.of("run", "secretive"), Stream.of(words)).toArray();
        assertThat(fanfold(all)).isEqualTo(2);
        return err.text();
    }

    private int fanfold(Object... words) {
        Workloads workloads = Workloads.discovered();
        var here =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        Typed.NOWHERE,
                        Typed.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(here, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }
}
