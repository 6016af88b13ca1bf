package dev.fanfold.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// A list of outputs. An output is a file that a task wrote with [Task#output].
///
/// A task may run several times, and each execution writes files of its own. The outputs that count
/// are those of the execution whose result is in the merged result. All lists have only outputs
/// that count, except that of [Task#earlier].
public interface Outputs {
    /// No outputs.
    Outputs NONE =
            new Outputs() {
                @Override
                public Stream<Output> all() {
                    return Stream.empty();
                }

                @Override
                public InputStream open(Output output) throws IOException {
                    throw new IOException("there is no output " + output.name());
                }
            };

    /// All outputs, ordered by task, and those of one task by name. The stream reads them lazily.
    Stream<Output> all();

    /// The outputs with this name, ordered by task.
    default Stream<Output> named(String name) {
        return all().filter(output -> output.name().equals(name));
    }

    /// Opens the file. If its bytes are not those that the task wrote, the stream throws at its end
    /// or earlier.
    InputStream open(Output output) throws IOException;

    /// Checks the name of an output, which [Task#output] describes.
    ///
    /// @throws PermanentFailureException if the name does not follow these rules
    static void checkName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        boolean isName =
                length > 0
                        && length <= Task.MAX_OUTPUT_NAME
                        && !name.equals(".")
                        && !name.equals("..")
                        && name.chars()
                                .noneMatch(one ->
                                        one == '/' || one == '\\' || Character.isISOControl(one))
                        // A lone half of a surrogate pair is no character.
                        && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (!isName) {
            throw new PermanentFailureException(
                    "an output's name has 1 to %d bytes of UTF-8 without slashes and control characters, and is not \"%s\""
                            .formatted(Task.MAX_OUTPUT_NAME, name));
        }
    }

    /// A file that a task wrote.
    ///
    /// @param round the round of the task
    /// @param task the index of the task
    /// @param token 16 hexadecimal digits, the same for all outputs of one execution of the task's
    ///   message and different for each execution
    /// @param name the name with which the task wrote it
    /// @param bytes the length in bytes
    /// @param sha256 the SHA-256 of the bytes, as 64 hexadecimal digits
    record Output(int round, int task, String token, String name, long bytes, String sha256) {
        /// Whether the name starts with a dot. Such an output is for later rounds. The ledger does
        /// not count it, and lists for users contain it only if the user asks for such names.
        public boolean isHidden() {
            return name.startsWith(".");
        }
    }

    /// The outputs of one execution of a task.
    interface Writer {
        /// A writer for unit tests, which discards what is written.
        Writer DISCARDING = name -> OutputStream.nullOutputStream();

        /// Starts an output, as [Task#output] does.
        OutputStream create(String name) throws IOException;

        /// The outputs of other executions of the task, as [Task#earlier] lists them.
        default Outputs earlier() {
            return NONE;
        }

        /// Takes over an output of another execution of the task, as [Task#adopt] does.
        default void adopt(Output output) throws IOException {
            throw new IOException("there is no output " + output.name());
        }
    }
}
