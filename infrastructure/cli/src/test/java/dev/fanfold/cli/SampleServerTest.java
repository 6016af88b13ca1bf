package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.sample.SampleServer;
import dev.fanfold.local.source.FileSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the server of a sample runs only during the job and is always stopped.
///
/// The server is in the tests of the sample's workload.
@Timeout(240)
class SampleServerTest {
    private static final String SERVICE = "META-INF/services/" + SampleServer.class.getName();
    private static final String SETTINGS = "META-INF/fanfold/samples/quoted/settings.json";
    private final Captured out = new Captured();
    private final Captured err = new Captured();
    private final ClassLoader originalLoader = Thread.currentThread().getContextClassLoader();
    @TempDir private Path directory;
    private Path tests = Path.of("");
    private Path stopped = Path.of("");

    @BeforeEach
    void build() throws IOException {
        stopped = directory.resolve("stopped");
        System.setProperty(QuotedServer.STOPPED, stopped.toString());
        tests = directory.resolve("tests");
        write(SERVICE, QuotedServer.class.getName() + "\n");
        write(SETTINGS, "{\"currency\":\"crowns\",\"address\":\"nowhere\"}");
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {tests.toUri().toURL()}, originalLoader));
    }

    private void write(String name, String text) throws IOException {
        Path file = tests.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(originalLoader);
        System.clearProperty(QuotedServer.STOPPED);
        System.clearProperty(QuotedServer.FAULT);
    }

    @Test
    void theServerRunsWhileTheJobDoes() {
        assertThat(sample()).as(err.text()).isZero();

        assertThat(out.text()).contains("\"result\":{\"total\":21,\"currency\":\"crowns\"}");
        assertThat(stopped).hasContent("stopped\n");
        assertNothingListens();
    }

    @Test
    void settingsOfTheCommandOverrideThoseOfTheSample() {
        assertThat(sample("--set", "currency=marks")).as(err.text()).isZero();

        assertThat(out.text()).contains("\"currency\":\"marks\"");
    }

    @Test
    void aServerCanSupplyTheWholeSample() throws IOException {
        Files.delete(tests.resolve(SETTINGS));

        assertThat(sample("--set", "currency=marks")).as(err.text()).isZero();
        assertThat(out.text()).contains("marks");
    }

    @Test
    void aServerThatCannotStartIsReportedWithItsWorkload() {
        System.setProperty(QuotedServer.FAULT, "start");

        assertThat(sample()).isEqualTo(2);
        assertThat(err.text())
                .contains(
                        "the sample of quoted cannot be started: java.net.BindException: no port is free")
                .hasLineCount(1);
        assertThat(stopped).hasContent("stopped\n");
    }

    @Test
    void aServerThatDoesNotStopIsReportedAfterTheAnswer() {
        System.setProperty(QuotedServer.FAULT, "close");

        assertThat(sample()).isEqualTo(2);
        assertThat(out.text()).contains("\"total\":21");
        assertThat(err.text())
                .contains("the sample of quoted cannot be stopped: java.io.IOException");
    }

    @Test
    void aJobThatFailsStopsTheServer() {
        System.setProperty(QuotedServer.FAULT, "price");

        assertThat(sample()).isEqualTo(1);
        assertThat(err.text()).contains("no price of tea");
        assertThat(stopped).hasContent("stopped\n");
        assertNothingListens();
    }

    @Test
    void aRequestThatIsRefusedStopsTheServer() {
        assertThat(sample("--set", "colour=red")).isEqualTo(2);

        assertThat(err.text()).contains("colour").hasLineCount(1);
        assertThat(stopped).hasContent("stopped\n");
        assertNothingListens();
    }

    @Test
    void aServerThatCannotBeLoadedIsReportedWithItsWorkload() throws IOException {
        write(SERVICE, "no.Such\n");

        assertThat(sample()).isEqualTo(2);
        assertThat(err.text())
                .contains(
                        "the sample of quoted cannot be loaded",
                        "no.Such",
                        "the contents of the pool's zip")
                .hasLineCount(1);
    }

    @Test
    void aSampleWithTwoServersIsRefused() throws IOException {
        write(SERVICE, QuotedServer.class.getName() + "\n" + SecondServer.class.getName() + "\n");

        assertThat(sample()).isEqualTo(2);
        assertThat(err.text())
                .contains("the sample of quoted has 2 servers", "QuotedServer", "Second")
                .hasLineCount(1);
        assertThat(stopped).doesNotExist();
    }

    @Test
    void aMissingSampleIsReported() throws IOException {
        Files.delete(tests.resolve(SERVICE));
        Files.delete(tests.resolve(SETTINGS));

        assertThat(sample()).isEqualTo(2);
        assertThat(err.text()).contains("quoted ships no sample").hasLineCount(1);
    }

    @Test
    void ctrlCStopsTheServer() throws Exception {
        String code = tests + File.pathSeparator + System.getProperty("java.class.path");
        List<String> options =
                List.of(
                        "-D" + QuotedServer.FAULT + "=hang",
                        "-D" + QuotedServer.STOPPED + "=" + stopped,
                        "-cp",
                        code);
        Process fanfold =
                Forked.command(directory, options, "run", "quoted", "--sample")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader errors = fanfold.errorReader()) {
            assertThat(errors.lines().anyMatch(line -> line.contains("tasks"))).isTrue();

            Forked.signal(fanfold, "TERM");

            assertThat(fanfold.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(fanfold.exitValue()).isEqualTo(143);
        } finally {
            fanfold.destroyForcibly();
        }
        assertThat(stopped).hasContent("stopped\n");
    }

    private static void assertNothingListens() {
        assertThatThrownBy(() ->
                        new Socket(InetAddress.getLoopbackAddress(), QuotedServer.port).close())
                .isInstanceOf(ConnectException.class);
    }

    private int sample(String... options) {
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
        return Main.run(
                context,
                Stream.concat(Stream.of("run", "quoted", "--sample", "--json"), Stream.of(options))
                        .toArray(String[]::new));
    }

    /// Another server for the same sample.
    public static final class SecondServer implements SampleServer {
        @Override
        public String workload() {
            return "quoted";
        }

        @Override
        public void start() {}

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
