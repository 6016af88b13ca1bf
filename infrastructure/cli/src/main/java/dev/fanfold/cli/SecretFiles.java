package dev.fanfold.cli;

import dev.fanfold.aws.Secrets;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
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
/// Errors do not quote the file's path, because the user may have typed the secret itself. They
/// quote the name only if it is valid.
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
        for (String secret : secrets) {
            int separator = secret.indexOf('=');
            if (separator < 1 || !NAME.matcher(secret.substring(0, separator)).matches()) {
                throw new InvalidInputException(
                        "--secret must be NAME=FILE; a name has at most 64 letters, digits, - and _, and starts with a letter");
            }
            String name = secret.substring(0, separator);
            String other = namesByVariable.put(Secrets.variable(name), name);
            if (other != null) {
                throw new InvalidInputException(
                        "secret %s is given twice%s: leave one --secret out"
                                .formatted(name, other.equals(name) ? "" : ", also as " + other));
            }
            files.put(name, file(name, secret.substring(separator + 1)));
        }
        return files;
    }

    private static Path file(String name, String path) {
        try {
            Path file = Path.of(path);
            if (path.isEmpty() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw unusable(
                        name,
                        "cannot be read as a file: give the path of a file that holds the secret");
            }
            if (Files.size(file) > Secrets.MAX_BYTES) {
                throw unusable(
                        name,
                        "has %,d bytes, more than the limit of %,d: give a smaller file"
                                .formatted(Files.size(file), Secrets.MAX_BYTES));
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw unusable(
                    name,
                    "cannot be read as a file: give the path of a file that holds the secret");
        }
    }

    // Without the cause, because the cause would quote the path, which may be the secret.
    private static InvalidInputException unusable(String name, String problem) {
        return new InvalidInputException("the value of --secret " + name + " " + problem);
    }
}
