package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.Fields;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of outputs that end early, because more outputs would take too long, or because the
/// response would be too large. The next page continues where they end.
class OutputPageTest {
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"2500, 1", "2501, 2"})
    void aPatternThatMatchesNothingEndsThePageAfter10000Outputs(int ofEachTask, int pages) {
        write(ofEachTask);

        assertThat(sizes(fixture.outputPages(Map.of("name", "none"))))
                .hasSize(pages)
                .containsOnly(0);
        String last = "%04d".formatted(ofEachTask - 1);
        assertThat(sizes(fixture.outputPages(Map.of("name", last))))
                .isEqualTo(pages == 1 ? List.of(4) : List.of(3, 1));
    }

    // A further page first reads the manifest of the last output before it.
    @ParameterizedTest
    @CsvSource({"4, '[2, 1, 1]'", "5, '[1, 1, 1, 1]'", "11, '[1, 1, 1, 1]'"})
    void aPageEndsAfter10SecondsButNotBeforeItHasAnOutput(int secondsOfARead, String ofPages) {
        write(1);
        fixture.application.outputs.beforeManifest(
                () -> fixture.application.clock.pass(Duration.ofSeconds(secondsOfARead)));

        List<Integer> sizes = sizes(fixture.outputPages(Map.of()));

        assertThat(sizes).hasToString(ofPages);
    }

    @Test
    void aPageEndsAfter10SecondsAlsoBetweenRoundsWithoutOutputs() {
        fixture.numbers.rounds = 5;
        fixture.createAnnsJob(0);
        for (int round = 0; round < 4; round++) {
            fixture.application.dispatch();
            fixture.application.work();
            fixture.application.fold();
            fixture.application.work();
        }
        fixture.numbers.outputs.add("a");
        fixture.application.run(ApiFixture.JOB);
        Api api = ApiFixture.api(slow(Duration.ofSeconds(5)), fixture.bucket.environment());

        List<Fields> pages = fixture.outputPages(api, Map.of());

        assertThat(sizes(pages)).containsExactly(0, 0, 4);
        assertThat(pages.getLast().objects("outputs"))
                .allMatch(output -> output.number("round") == 4);
    }

    @Test
    void longLinksEndThePageBeforeTheResponseIsTooLarge() {
        write(250);
        Map<String, String> environment = new HashMap<>(fixture.bucket.environment());
        environment.put("AWS_SESSION_TOKEN", "x".repeat(8_000));
        Api api = ApiFixture.api(fixture.application.ports, environment);

        List<Integer> sizes = sizes(fixture.outputPages(api, Map.of("limit", "1000")));

        // An entry has 8 KB and more.
        int entries = OutputPage.MAX_BYTES / 8_000;
        assertThat(sizes).allMatch(size -> size < entries).hasSize(1_000 / entries + 2);
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(1_000);
    }

    // Each task is a message, so each has a manifest.
    private void write(int ofEachTask) {
        for (int i = 0; i < ofEachTask; i++) {
            fixture.numbers.outputs.add("%04d".formatted(i));
        }
        fixture.createAnnsJob(0);
        fixture.application.run(ApiFixture.JOB);
    }

    private static List<Integer> sizes(List<Fields> pages) {
        return pages.stream().map(page -> page.objects("outputs").size()).toList();
    }

    /// The ports with a store in which the read of a round takes this long.
    private Ports slow(Duration ofARead) {
        Ports ports = fixture.application.ports;
        var store =
                (JobStore)
                        Proxy.newProxyInstance(
                                JobStore.class.getClassLoader(),
                                new Class<?>[] {JobStore.class},
                                (_, method, arguments) -> {
                                    if (method.getName().equals("accumulator")) {
                                        fixture.application.clock.pass(ofARead);
                                    }
                                    try {
                                        return method.invoke(ports.jobs(), arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        return new Ports(
                store,
                ports.reports(),
                ports.blobs(),
                ports.outputs(),
                ports.pools(),
                ports.dispatch(),
                ports.source(),
                ports.workloads(),
                ports.clock(),
                ports.random());
    }
}
