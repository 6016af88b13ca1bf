package dev.fanfold.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The simulated newer version of the code follows the newest version of the messages.
class VersionsTest {
    private static final Path GOLDEN = Path.of("../../functions/messages/src/test/resources");

    @Test
    void theNewerCodeWritesTheVersionAfterTheNewest() throws IOException {
        int newest;
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            newest =
                    folders.map(folder -> folder.getFileName().toString())
                            .filter(name -> name.matches("v\\d+"))
                            .mapToInt(name -> Integer.parseInt(name.substring(1)))
                            .max()
                            .orElseThrow();
        }
        String today = "{\"v\":%d,\"x\":1}".formatted(newest);
        String next = "{\"v\":%d,\"x\":1}".formatted(newest + 1);

        assertThat(Versions.written(today, true)).isEqualTo(next);
        assertThat(Versions.read(next, true)).isEqualTo(today);
        assertThat(Versions.written(today, false)).isEqualTo(today);
    }
}
