package dev.fanfold.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Finds and starts programs on this machine.
final class Programs {
    private static final long MAX_SECONDS = 20;
    private final Map<String, String> environment;

    /// @param environment the environment variables; the `PATH` among them is searched
    Programs(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The path of a program, if it is on the PATH.
    Optional<Path> find(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> pathIn(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> pathIn(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /// The first line that a program prints to standard output, if it exits with 0 within 20
    /// seconds.
    Optional<String> firstLine(Path program, String... arguments) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Stream.concat(
                                                    Stream.of(program.toString()),
                                                    Stream.of(arguments))
                                            .toList())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream out = process.getInputStream()) {
                process.getOutputStream().close();
                if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return process.exitValue() == 0
                        ? new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst()
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
