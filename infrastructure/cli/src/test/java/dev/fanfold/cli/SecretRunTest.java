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
    private static final String SECRET = "correct-horse-battery";
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    @TempDir private Path directory;

    @Test
    void aWorkloadReadsItsSecretAndNoOutputContainsIt() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), SECRET);

        int exit = fanfold("run", "secretive", "--secret", "token=" + file, "--json", "--verbose");

        assertThat(exit).as(err.text()).isZero();
        assertThat(out.text()).contains("\"result\":{\"letters\":" + 2 * SECRET.length() + "}");
        assertThat(err.text()).contains("\"level\":\"INFO\""); // log lines of functions
        assertThat(out.text() + err.text() + Secretive.PRINTED).doesNotContain(SECRET);
        assertThat(Secretive.PRINTED).hasSize(2);
    }

    @Test
    void aFileOf64KilobytesIsAcceptedAndOneByteMoreIsRefused() throws IOException {
        Path max = Files.write(directory.resolve("most"), new byte[64 * 1024]);
        Path more = Files.write(directory.resolve("more"), new byte[64 * 1024 + 1]);

        assertThat(rejectedRun("--secret", "token=" + more))
                .contains("--secret token has 65,537 bytes, more than the limit of 65,536")
                .hasLineCount(1);
        // The next error is about the name: the file itself is valid.
        assertThat(rejectedRun("--secret", "token=" + max, "--secret", "TOKEN=" + max))
                .contains("secret TOKEN is given twice, also as token")
                .hasLineCount(1);
    }

    @Test
    void anInvalidFileIsNotQuotedBecauseItMayBeTheSecret() {
        for (String value :
                new String[] {
                    SECRET,
                    "token",
                    "token=" + SECRET,
                    "token=",
                    "=" + SECRET,
                    "a b=" + SECRET,
                    SECRET + "=", // as Base64 ends
                    SECRET + "==",
                    SECRET + "=" + SECRET,
                    "token=" + SECRET + "\0"
                }) {
            assertThat(rejectedRun("--secret", value))
                    .as(value)
                    .contains("--secret")
                    .doesNotContain(SECRET)
                    .hasLineCount(1);
        }
        assertThat(rejectedRun("--secret", "token=" + directory))
                .contains("the file of --secret cannot be read as a file");
    }

    @Test
    void ofSeveralSecretsTheInvalidOneIsCounted() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), SECRET);

        assertThat(rejectedRun("--secret", "token=" + file, "--secret", SECRET + "="))
                .contains("the file of --secret number 2 cannot be read as a file")
                .doesNotContain(SECRET)
                .hasLineCount(1);
    }

    @Test
    void anArgumentBesideASecretIsNotQuoted() {
        for (String[] words :
                new String[][] {
                    {"run", "secretive", "--secret", "token", SECRET},
                    {"run", "secretive", "--secret", "token=x", "=" + SECRET},
                    {"run", "secretive", "--secrets", "token=" + SECRET},
                    {"run", "secretive", "--secrets=token=" + SECRET},
                    {"run", "secretive", "--secert=" + SECRET},
                    {"status", "0".repeat(32), "--secret", SECRET},
                    {"status", "0".repeat(32), "--secret=token=" + SECRET},
                    {"--secret", SECRET, "run", "secretive"},
                    {"local", SECRET, "--secret", "token=x"}
                }) {
            err.clear();
            assertThat(fanfold((Object[]) words)).as(String.join(" ", words)).isEqualTo(2);
            assertThat(err.text())
                    .as(String.join(" ", words))
                    .startsWith("fanfold: ")
                    .contains("see fanfold", "secret")
                    .doesNotContain(SECRET)
                    .hasLineCount(1);
        }
    }

    @Test
    void aDeployedApplicationGetsNoSecretsFromCommands() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), SECRET);

        for (String on : new String[] {"aws", "localstack"}) {
            assertThat(rejectedRun("--secret", "token=" + file, "--on", on))
                    .contains("--secret works on this machine only")
                    .hasLineCount(1);
        }
    }

    @Test
    void commandsThatStartNoWorkersRefuseSecretsWithTheRemedy() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), SECRET);
        String id = "0".repeat(32);

        for (String value : new String[] {"token=" + file, SECRET}) {
            assertThat(rejectionOf("submit", "secretive", "--secret", value))
                    .contains("start it with the secret")
                    .contains("./fanfold local");
            assertThat(rejectionOf("redrive", id, "--secret", value)).contains("./fanfold local");
            assertThat(rejectionOf("plan", "secretive", "--secret", value))
                    .contains("--secret is for the command that starts the workers");
            for (String on : new String[] {"aws", "localstack"}) {
                assertThat(rejectionOf("submit", "secretive", "--secret", value, "--on", on))
                        .contains("a deployed pool's template names its secrets");
                assertThat(rejectionOf("redrive", id, "--secret", value, "--on", on))
                        .contains("a deployed pool's template names its secrets");
            }
        }
    }

    private String rejectionOf(Object... words) {
        err.clear();
        assertThat(fanfold(words)).isEqualTo(2);
        assertThat(err.text()).doesNotContain(SECRET).hasLineCount(1);
        return err.text();
    }

    private String rejectedRun(String... words) {
        err.clear();
        Object[] all = Stream.concat(Stream.of("run", "secretive"), Stream.of(words)).toArray();
        assertThat(fanfold(all)).isEqualTo(2);
        return err.text();
    }

    private int fanfold(Object... words) {
        Workloads workloads = Workloads.discovered();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }
}
