package dev.fanfold.cli;

import dev.fanfold.cli.line.Ended;
import dev.fanfold.cli.text.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where answers are written beside the screen, if anywhere.
final class Answers {
    private final @Nullable Path directory;

    private Answers(@Nullable Path directory) {
        this.directory = directory;
    }

    /// @throws dev.fanfold.engine.arrival.InputFault when nothing can be written there
    static Answers into(@Nullable Path directory) {
        if (directory != null) {
            Directory.make("--out", directory);
        }
        return new Answers(directory);
    }

    /// The answer as `result.json`, and as `result.csv` where it is a table.
    void write(Ended ended) throws IOException {
        byte[] result = ended.result();
        if (directory == null || result == null) {
            return;
        }
        Files.write(directory.resolve("result.json"), result);
        if (ended.table().isPresent()) {
            Files.writeString(directory.resolve("result.csv"), Csv.of(ended.table().get()));
        }
    }
}
