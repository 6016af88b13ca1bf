package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C while an output is copied from a server that does not respond any more.
@Timeout(240)
class OutputsInterruptTest {
    private static final String S3 = "AWS_ENDPOINT_URL_S3";
    private static final int BYTES = 5_000_000;
    @TempDir private Path home;

    @Test
    void ctrlCKeepsThePartAndTheSameCommandContinues() throws Exception {
        Path target = home.resolve("target");
        try (LocalCloud cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults().code(FunctionCode.classPath()).log(line -> {}))) {
            var commands = new OnCloud(cloud, Workloads.discovered());
            String job = ended(commands);
            Map<String, String> environment = new HashMap<>(LocalEnvironment.of(cloud));
            int port = URI.create(environment.get(S3)).getPort();
            try (var proxy = new StallingProxy(port, 1_000_000)) {
                environment.put(S3, "http://127.0.0.1:" + proxy.port());
                interruptedCopy(environment, job, target);
            }
            Path part = part(target);
            assertThat(part.getFileName().toString()).startsWith("data.bin.").endsWith(".part");

            assertThat(commands.run("outputs", job, "--get", target, "--on=aws")).isZero();

            assertThat(commands.err().text()).contains("outputs in " + target);
            assertThat(part).doesNotExist();
            for (int round = 0; round < 2; round++) {
                assertThat(target.resolve(round + "/0/data.bin"))
                        .hasBinaryContent(Filing.bytes(round, 0, "data.bin", BYTES));
            }
        }
    }

    private static String ended(OnCloud commands) {
        int exit =
                commands.run(
                        "run",
                        "filing",
                        "--set",
                        "tasks=1",
                        "--set",
                        "bytes=" + BYTES,
                        "--json",
                        "--on=aws");
        assertThat(exit).isZero();
        return commands.json().object("job").text("id");
    }

    private void interruptedCopy(Map<String, String> environment, String job, Path target)
            throws Exception {
        var clouds = new LocalClouds(home);
        clouds.register(new LocalClouds.Cloud(Optional.empty(), "http://127.0.0.1:1", environment));
        Path errors = home.resolve("errors");
        Process copy =
                Forked.command(
                                home,
                                List.of("-Dfanfold.home=" + home),
                                "outputs",
                                job,
                                "--get",
                                target.toString())
                        .redirectError(errors.toFile())
                        .start();
        try {
            Await.until("a part has most of the bytes of its connection")
                    .until(() ->
                            !copy.isAlive()
                                    || (Files.exists(target)
                                            && lengthOfLargestPart(target) > 900_000));
            assertThat(copy.isAlive()).as(Files.readString(errors)).isTrue();
            boolean ignoresInterrupt = InterruptTest.ignoresInterrupts(copy);
            Forked.signal(copy, ignoresInterrupt ? "TERM" : "INT");

            assertThat(copy.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(copy.exitValue()).isEqualTo(ignoresInterrupt ? 143 : 130);
            assertThat(Files.readAllLines(errors))
                    .filteredOn(line -> !line.contains(" of 4 files, ")) // on a slow machine
                    .containsExactly("fanfold: stopped: the same command continues");
        } finally {
            copy.destroyForcibly();
            clouds.unregister();
        }
    }

    private static long lengthOfLargestPart(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        }
    }

    private static Path part(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
