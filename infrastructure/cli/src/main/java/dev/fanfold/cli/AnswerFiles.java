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

    /// Checks that files can be written to the directory.
    ///
    /// The check is made before the job starts, so that a long job does not lose its answer.
    ///
    /// @throws InvalidInputException if no file can be written to it
    static AnswerFiles into(@Nullable Path directory) {
        if (directory != null) {
            Directory.make("--out", directory);
            Directory.probe("--out", directory);
            checkNotDirectory(directory.resolve(JSON));
            checkNotDirectory(directory.resolve(CSV));
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

    /// Writes the answer's files.
    ///
    /// If that fails, the answer is not lost, because it is printed first.
    ///
    /// @return false, after a message to the user, if the files could not be written
    boolean keeps(JobAnswer jobAnswer, Terminal terminal) {
        try {
            write(jobAnswer);
            return true;
        } catch (IOException e) {
            terminal.say("the answer could not be written to " + directory + ": " + e);
            return false;
        }
    }

    private static void checkNotDirectory(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(
                    file
                            + " is a directory, but --out must write a file there: give another directory");
        }
    }
}
