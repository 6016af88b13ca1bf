package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody gives with `--input`: looked at before anything starts and anything is uploaded.
final class Inputs {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
    private static final String WANTED = "give a file of this machine, or s3://bucket/key";

    private Inputs() {}

    /// The address of a file of this machine, or of an object in S3.
    ///
    /// @throws InvalidInputException when it is neither, with what works
    static URI uri(String input) {
        if (input.isBlank()) {
            throw new InvalidInputException("--input is empty: " + WANTED);
        }
        Matcher scheme = SCHEME.matcher(input);
        return scheme.matches() ? address(input, scheme.group(1)) : file(input);
    }

    private static URI file(String input) {
        try {
            Path path = Path.of(input);
            if (input.equals("-") && !Files.exists(path)) {
                throw new InvalidInputException(
                        "standard input cannot be read twice: write it to a file, and give that");
            }
            return path.toAbsolutePath().toUri();
        } catch (InvalidPathException e) {
            throw new InvalidInputException(
                    "no file can be called \"" + input + "\": " + e.getReason(), e);
        }
    }

    private static URI address(String input, String scheme) {
        URI uri = parsed(input);
        return switch (scheme) {
            case "file" -> uri;
            case "s3" -> object(input, uri);
            case "http", "https", "ftp" ->
                    throw new InvalidInputException(
                            "%s is not read over %s: download it, with curl -O for example, and give the file"
                                    .formatted(input, scheme));
            default -> throw new InvalidInputException(scheme + ": is no kind of input: " + WANTED);
        };
    }

    private static URI object(String input, URI uri) {
        String key = uri.getPath();
        if (uri.getAuthority() == null || key == null || key.length() < 2) {
            throw new InvalidInputException(
                    "\"" + input + "\" names no object: give s3://bucket/key");
        }
        return uri;
    }

    private static URI parsed(String input) {
        try {
            return URI.create(input);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "\""
                            + input
                            + "\" is no address: give a file, or s3://bucket/key with what is special in it percent-encoded",
                    e);
        }
    }

    /// Refuses an input that a job on this machine cannot read.
    static void here(JobRequest asked, Source files) {
        if (!Draft.isPossible(asked, files)) {
            throw new InvalidInputException(
                    "a job on this machine reads files of this machine, not %s: give a copy of it, or run the job where the object is, with --on aws"
                            .formatted(asked.input()));
        }
    }

    /// Looks at a file that is to be uploaded.
    ///
    /// @throws InvalidInputException when it cannot be read, with the reason
    static void there(JobRequest asked, Source files) throws IOException {
        URI uri = asked.input();
        if (uri != null && files.scheme().equals(uri.getScheme())) {
            files.pin(uri);
        }
    }
}
