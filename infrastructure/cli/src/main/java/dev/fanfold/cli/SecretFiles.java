package dev.fanfold.cli;

import dev.fanfold.aws.Secrets;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// The option `--secret`: files with the secrets of pools on this machine.
///
/// Errors do not quote the argument, because the user may have typed the secret itself, which may
/// even contain an equals sign. They quote the name only after the file was found.
final class SecretFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    @Option(
            names = "--secret",
            paramLabel = "NAME=FILE",
            description =
                    "A secret of the workload's pool, and the file that holds its value; may be repeated. On this machine only.")
    private List<String> secrets = new ArrayList<>();

    boolean isGiven() {
        return !secrets.isEmpty();
    }

    /// The files, by the names of the secrets. Each file is readable when this returns.
    ///
    /// @throws InvalidInputException if a name is invalid or given twice, or a file cannot be read
    ///   or is too large
    Map<String, Path> files() {
        var files = new LinkedHashMap<String, Path>();
        var namesByVariable = new LinkedHashMap<String, String>();
        for (int index = 0; index < secrets.size(); index++) {
            String secret = secrets.get(index);
            int separator = secret.indexOf('=');
            if (separator < 1 || !NAME.matcher(secret.substring(0, separator)).matches()) {
                throw new InvalidInputException(
                        "--secret must be NAME=FILE; a name has at most 64 letters, digits, - and _, and starts with a letter");
            }
            String name = secret.substring(0, separator);
            Path file = file(secret.substring(separator + 1), index);
            checkSize(name, file);
            String other = namesByVariable.put(Secrets.variable(name), name);
            if (other != null) {
                throw new InvalidInputException(
                        "secret %s is given twice%s: leave one --secret out"
                                .formatted(name, other.equals(name) ? "" : ", also as " + other));
            }
            files.put(name, file);
        }
        return files;
    }

    // Without the cause of a failure, because the cause would quote the path.
    private Path file(String path, int index) {
        try {
            Path file = Path.of(path);
            if (!path.isEmpty() && Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        String which = secrets.size() == 1 ? "" : " number " + (index + 1);
        throw new InvalidInputException(
                "the file of --secret"
                        + which
                        + " cannot be read as a file: give NAME=FILE with the path of a file that holds the secret");
    }

    private static void checkSize(String name, Path file) {
        long bytes = file.toFile().length();
        if (bytes > Secrets.MAX_BYTES) {
            throw new InvalidInputException(
                    "the value of --secret %s has %,d bytes, more than the limit of %,d: give a smaller file"
                            .formatted(name, bytes, Secrets.MAX_BYTES));
        }
    }
}
