package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Closing ends everything promptly, even during invocations.
class CloseTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/templates/queues.yaml");

    @Test
    void closingDuringInvocationsLeavesNothingBehind(@TempDir Path data) throws Exception {
        Set<Thread> before = nonDaemonThreads();
        BlockingQueue<Map<String, String>> startedInvocations = new LinkedBlockingQueue<>();
        CountDownLatch interrupted = new CountDownLatch(3);
        LocalCloud cloud = LocalCloud.start(TEMPLATE, LocalOptions.defaults().data(data));
        ScriptedHandler.script(
                "fanfold-Narrow",
                (event, context, variables) -> {
                    Path scratch = Path.of(variables.getOrDefault("TMPDIR", ""));
                    Files.writeString(scratch.resolve("half"), "done");
                    startedInvocations.add(variables);
                    try {
                        return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
                    } finally {
                        interrupted.countDown();
                    }
                });
        Queues.of(cloud).send("Narrow", "1", "2", "3");
        List<Map<String, String>> environments =
                List.of(
                        awaitInvocation(startedInvocations),
                        awaitInvocation(startedInvocations),
                        awaitInvocation(startedInvocations));

        long start = System.nanoTime();
        cloud.close();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        // It takes 0.2 to 0.4 s. It must not wait for the handlers or for the polls of 20 s.
        assertThat(duration).isLessThan(Duration.ofSeconds(15));
        assertThat(environments)
                .extracting(variables -> variables.get("TMPDIR"))
                .doesNotHaveDuplicates()
                .allSatisfy(folder -> assertThat(Path.of(folder)).doesNotExist());
        assertThat(environments)
                .allSatisfy(variables ->
                        assertThat(variables)
                                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "fanfold-Narrow")
                                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
        assertThat(nonDaemonThreads()).isSubsetOf(before);
        cloud.close(); // a second close has no effect
    }

    @Test
    void aRequestThatIsWaitedForIsCutOff() throws Exception {
        LocalCloud cloud =
                LocalCloud.start(
                        Path.of("src/test/resources/templates/api.yaml"), LocalOptions.defaults());
        CountDownLatch busy = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    busy.countDown();
                    return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
                });
        String url = cloud.output("ApiUrl") + "/open";
        CompletableFuture<HttpResponse<String>> response =
                CompletableFuture.supplyAsync(() -> Http.get(url));
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        cloud.close();

        // As above. It must not wait for the response.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(response).failsWithin(Duration.ofSeconds(15));
        assertThatThrownBy(() -> Http.get(url)).hasCauseInstanceOf(ConnectException.class);
    }

    private static Map<String, String> awaitInvocation(
            BlockingQueue<Map<String, String>> startedInvocations) throws InterruptedException {
        Map<String, String> variables = startedInvocations.poll(60, TimeUnit.SECONDS);
        assertThat(variables).isNotNull();
        return variables == null ? Map.of() : variables;
    }

    /// Threads that would prevent the JVM from ending.
    private static Set<Thread> nonDaemonThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
