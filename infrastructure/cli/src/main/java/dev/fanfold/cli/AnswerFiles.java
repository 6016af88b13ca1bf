package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.text.Csv;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where answers are written beside the screen, if anywhere.
final class AnswerFiles {
    private static final String JSON = "result.json";
    private static final String CSV = "result.csv";
    private final @Nullable Path directory;

    private AnswerFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    /// Tries it out: an hour's job must not find at its end that its answer has nowhere to go.
    ///
    /// @throws InvalidInputException when nothing can be written there
    static AnswerFiles into(@Nullable Path directory) {
        if (directory != null) {
            Directory.make("--out", directory);
            Directory.probe("--out", directory);
            refuseDirectory(directory.resolve(JSON));
            refuseDirectory(directory.resolve(CSV));
        }
        return new AnswerFiles(directory);
    }

    /// The answer as `result.json`, and as `result.csv` where it is a table.
    private void write(JobAnswer jobAnswer) throws IOException {
        byte[] result = jobAnswer.result();
        if (directory == null || result == null) {
            return;
        }
        Files.write(directory.resolve(JSON), result);
        if (jobAnswer.table().isPresent()) {
            Files.writeString(directory.resolve(CSV), Csv.of(jobAnswer.table().get()));
        }
    }

    /// As [#write]; whether it was kept. A disk that is full meanwhile does not cost the answer,
    /// which is printed before.
    boolean keeps(JobAnswer jobAnswer, Terminal terminal) {
        try {
            write(jobAnswer);
            return true;
        } catch (IOException e) {
            terminal.say("the answer could not be written to " + directory + ": " + e);
            return false;
        }
    }

    private static void refuseDirectory(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(
                    file + " is a directory, where --out writes a file: give another one");
        }
    }
}
