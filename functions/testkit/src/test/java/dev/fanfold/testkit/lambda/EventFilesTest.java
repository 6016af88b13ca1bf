package dev.fanfold.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `events/` contains the events that handler tests read, and describes them.
class EventFilesTest {
    @Test
    void everyEventIsReadByAHandlersTest() throws IOException {
        String tests = sources();

        assertThat(EventFile.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(tests).contains('"' + name + '"'));
    }

    @Test
    void everyEventIsDescribed() throws IOException {
        String readme = Files.readString(EventFile.directory().resolve("README.md"));

        assertThat(EventFile.names())
                .allSatisfy(name -> assertThat(readme).contains('`' + name + '`'));
    }

    private static String sources() throws IOException {
        Path functions = EventFile.directory().resolveSibling("functions");
        var text = new StringBuilder();
        for (String module : List.of("dispatcher", "worker", "aggregator", "keeper", "api")) {
            try (Stream<Path> files = Files.walk(functions.resolve(module).resolve("src/test"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }
}
