package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.text.Csv;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The directory of `--out`, in which answers are written as files.
final class AnswerFiles {
    private static final String JSON = "result.json";
    private static final String CSV = "result.csv";
    private final @Nullable Path directory;

    private AnswerFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    /// Checks before the job starts that files can be written there. A long job must not lose its
    /// answer when it ends.
    ///
    /// @throws InvalidInputException when no file can be written there
    static AnswerFiles into(@Nullable Path directory) {
        if (directory != null) {
            Directory.make("--out", directory);
            Directory.probe("--out", directory);
            refuseDirectory(directory.resolve(JSON));
            refuseDirectory(directory.resolve(CSV));
        }
        return new AnswerFiles(directory);
    }

    /// Writes the answer as `result.json`, and as `result.csv` if it is a table.
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

    /// Writes the answer's files; false if that failed. A full disk does not lose the answer,
    /// because it is printed first.
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
