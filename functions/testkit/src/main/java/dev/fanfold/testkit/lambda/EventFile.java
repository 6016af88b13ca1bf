package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The sample events in the repository's `events/`.
public final class EventFile {
    private EventFile() {}

    /// The event in this file, read by the serializer of Lambda's Java runtime.
    public static <T> T read(String name, Class<T> type) {
        try (InputStream in = Files.newInputStream(directory().resolve(name))) {
            return LambdaEventSerializers.serializerFor(type, EventFile.class.getClassLoader())
                    .fromJson(in);
        } catch (IOException e) {
            throw new UncheckedIOException("no event " + name, e);
        }
    }

    /// The names of all event files.
    public static List<String> names() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The repository's `events/`, found from the directory of any module.
    public static Path directory() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.exists(up.resolve("events/README.md"))) {
                return up.resolve("events");
            }
        }
        throw new IllegalStateException(
                "there is no events/ above " + Path.of("").toAbsolutePath());
    }
}
