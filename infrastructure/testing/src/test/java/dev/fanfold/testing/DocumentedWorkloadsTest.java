package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests the workloads that docs/writing-a-workload.md shows: one with a secret, one with a native
/// program.
@Timeout(180)
class DocumentedWorkloadsTest {
    private static final Path TOKEN = token();

    @RegisterExtension
    static final FanfoldExtension FANFOLD =
            new FanfoldExtension(Path.of("../../template.yaml")).secret("api-token", TOKEN);

    private static final String TEXT =
            IntStream.rangeClosed(1, 40)
                    .mapToObj("line %d\n"::formatted)
                    .collect(Collectors.joining());
    private static Shop shop;
    @TempDir private Path folder;

    private static Path token() {
        try {
            Path file = Files.createTempFile("fanfold-token", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Shop.TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException("the token cannot be written", e);
        }
    }

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void theDocumentShowsTheCompiledWorkloads() throws IOException {
        String page = unspaced(Files.readString(Path.of("../../docs/writing-a-workload.md")));
        for (String type :
                List.of(
                        "public final class Calls",
                        "final class CallingWork",
                        "final class ProbingWork",
                        "public final class Orders",
                        "public final class Pi",
                        "public final class Present",
                        "public final class Sort",
                        "public final class Visits")) {
            String file = type.substring(type.lastIndexOf(' ') + 1) + ".java";
            String source =
                    Files.readString(Path.of("src/test/java/dev/fanfold/testing").resolve(file));

            assertThat(page)
                    .as(type)
                    .contains(unspaced(source.substring(source.indexOf(type + " "))));
        }
    }

    private static String unspaced(String text) {
        return text.replace("@Override", "").replaceAll("\\s+", "");
    }

    @Test
    void aTaskCallsTheServiceWithItsSecret() throws Exception {
        TaskTest<Long> test = TaskTest.of(new Calls()).set("articles", "12");
        shop.settings().forEach(test::set);

        assertThat(test.resources(shop.resources()).task(1).partial())
                .isEqualTo(8 + 9 + 10 + 11 + 12);
        assertThatThrownBy(() -> test.resources(Map.of("api-token", "another")).task(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 401");
    }

    @Test
    void callsKeepTheLaws() {
        WorkloadLaws.of(new Calls()).set("articles", "30").against(Shop::new).check();
    }

    @Test
    void callsRunOnTheLocalCloudWithASecretOfItsWorkers() throws Exception {
        LocalJob job = FANFOLD.job("calls").set("articles", "12");
        shop.settings().forEach(job::set);

        assertThat(job.run().succeeded()).isEqualTo("{\"stock\": 102}");
    }

    @Test
    void aTaskRunsTheProgramAndReadsItsOutput() throws Exception {
        Path probe = program("wc -l < \"$1\"");

        TaskTest<Long> test =
                TaskTest.of(new Probes()).input(TEXT).slice(100).resources(Map.of("probe", probe));

        assertThat(test.task(0).partial()).isPositive();
        assertThat(test.threads(4).task(1).partial()).isPositive();
        WorkloadLaws.of(new Probes())
                .input("a\nb\n\nc")
                .resources(Map.of("probe", probe))
                .seeds(1, 1)
                .check();
    }

    @Test
    void aFailedProgramFailsTheTaskWithItsOutput() throws Exception {
        Path probe = program("echo no such thing >&2; exit 3");

        assertThatThrownBy(() ->
                        TaskTest.of(new Probes())
                                .input(TEXT)
                                .resources(Map.of("probe", probe))
                                .task(0))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("probe: no such thing");
    }

    @Test
    void aTaskThatIsStoppedEndsTheProgram() throws Exception {
        Path pid = folder.resolve("pid");
        Path probe = program("echo $$ > '%s'; exec sleep 600".formatted(pid));
        var workload = new Probes();
        var planning =
                new Draft(workload, Map.of(), TEXT.getBytes(StandardCharsets.UTF_8)).planning(0);
        var job =
                OpenedJob.open(
                        workload,
                        Resources.of(Map.of("probe", probe)),
                        planning,
                        workload.plan(planning));
        var thrown = new CompletableFuture<Exception>();
        Thread task =
                Thread.ofVirtual()
                        .start(() -> {
                            try (job) {
                                job.work(0, 1);
                            } catch (Exception e) {
                                thrown.complete(e);
                            }
                        });
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.onSpinWait();
        }
        ProcessHandle running =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        task.interrupt();

        assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        running.onExit().get(60, TimeUnit.SECONDS);
        assertThat(running.isAlive()).isFalse();
    }

    private Path program(String script) throws IOException {
        Path file = folder.resolve("probe");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
