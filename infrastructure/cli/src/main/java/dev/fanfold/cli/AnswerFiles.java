package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.text.Csv;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directory of `--out`, if it is given. An answer and outputs are written to it as files.
final class AnswerFiles {
    /// The description of `--out`.
    static final String DESCRIPTION =
            "Also write the answer to this directory, as result.json, and as result.csv if it is a table; and the outputs, as outputs/<round>/<task>/<name>.";

    private static final String JSON = "result.json";
    private static final String CSV = "result.csv";
    private static final String OUTPUTS = "outputs";
    private final @Nullable Path directory;

    private AnswerFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    /// Creates the directory if it is missing, and checks that files can be written to it.
    ///
    /// Commands call it before the job starts, so that a long job does not lose its answer.
    ///
    /// @param directory null if `--out` is not given; then nothing is written
    /// @throws InvalidInputException if the directory cannot be created or written to
    static AnswerFiles into(@Nullable Path directory) {
        if (directory != null) {
            Directory.make("--out", directory);
            Directory.probe("--out", directory);
            checkNotDirectory(directory.resolve(JSON));
            checkNotDirectory(directory.resolve(CSV));
            checkNotFile(directory.resolve(OUTPUTS));
        }
        return new AnswerFiles(directory);
    }

    /// The directory to which the job's outputs are copied; empty if `--out` is not given.
    Optional<Path> outputs() {
        return Optional.ofNullable(directory).map(given -> given.resolve(OUTPUTS));
    }

    private void write(JobAnswer jobAnswer) throws IOException {
        byte[] result = jobAnswer.result();
        if (directory == null || result == null) {
            return;
        }
        Files.write(directory.resolve(JSON), result);
        if (jobAnswer.table().isPresent()) {
            Files.writeString(directory.resolve(CSV), Csv.of(jobAnswer.table().get()));
        } else {
            Files.deleteIfExists(directory.resolve(CSV)); // it is that of an earlier answer
        }
    }

    /// Writes the answer, if there is one, as `result.json`, and as `result.csv` if it is a table.
    /// The files of an earlier answer are replaced, or deleted.
    ///
    /// Callers print the answer first, so that it is not lost if this fails.
    ///
    /// @return false, after a message to the user, if a file could not be written
    boolean keep(JobAnswer jobAnswer, Terminal terminal) {
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

    private static void checkNotFile(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    folder
                            + " is a file, but --out must write outputs there: give another directory");
        }
    }
}
