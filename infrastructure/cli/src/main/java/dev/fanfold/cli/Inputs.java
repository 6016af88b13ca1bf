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

/// Checks `--input` before anything is started or uploaded.
final class Inputs {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
    private static final String REMEDY = "give a file on this machine, or s3://bucket/key";

    private Inputs() {}

    /// The URI of a file on this machine, or of an object in S3. It need not exist.
    ///
    /// @throws InvalidInputException if the text names neither
    static URI uri(String input) {
        if (input.isBlank()) {
            throw new InvalidInputException("--input is empty: " + REMEDY);
        }
        Matcher scheme = SCHEME.matcher(input);
        return scheme.matches() ? checkedUri(input, scheme.group(1)) : fileUri(input);
    }

    private static URI fileUri(String input) {
        try {
            Path path = Path.of(input);
            if (input.equals("-") && !Files.exists(path)) {
                throw new InvalidInputException(
                        "a job cannot read standard input, because it reads its input more than once: write it to a file and give the file");
            }
            return path.toAbsolutePath().toUri();
        } catch (InvalidPathException e) {
            throw new InvalidInputException(
                    "\"" + input + "\" is not a valid file name: " + e.getReason(), e);
        }
    }

    private static URI checkedUri(String input, String scheme) {
        URI uri = parse(input);
        return switch (scheme) {
            case "file" -> uri;
            case "s3" -> checkedObjectUri(input, uri);
            case "http", "https", "ftp" ->
                    throw new InvalidInputException(
                            "cannot read %s over %s: download it, for example with curl -O, and give the file"
                                    .formatted(input, scheme));
            default -> throw new InvalidInputException(scheme + ": is not supported: " + REMEDY);
        };
    }

    private static URI checkedObjectUri(String input, URI uri) {
        String key = uri.getPath();
        if (uri.getAuthority() == null || key == null || key.length() < 2) {
            throw new InvalidInputException(
                    "\"" + input + "\" does not name an object: give s3://bucket/key");
        }
        return uri;
    }

    private static URI parse(String input) {
        try {
            return URI.create(input);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "\""
                            + input
                            + "\" is not a valid URI: give a file, or s3://bucket/key with special characters percent-encoded",
                    e);
        }
    }

    /// Checks that the input of a job on this machine is a file, because such a job cannot read
    /// objects in S3. The file need not exist.
    ///
    /// @throws InvalidInputException if the input is an object in S3
    static void checkReadableHere(JobRequest request, Source files) {
        if (!Draft.canReadInput(request, files)) {
            throw new InvalidInputException(
                    "a job on this machine cannot read %s: give a local copy of it, or run the job on AWS with --on aws"
                            .formatted(request.input()));
        }
    }

    /// Checks the file that will be uploaded, if the input is a file of this machine.
    ///
    /// @throws InvalidInputException if the file cannot be read
    static void checkUpload(JobRequest request, Source files) throws IOException {
        URI uri = request.input();
        if (uri != null && files.scheme().equals(uri.getScheme())) {
            files.pin(uri);
        }
    }
}
