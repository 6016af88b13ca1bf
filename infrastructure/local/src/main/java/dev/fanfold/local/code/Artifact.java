package dev.fanfold.local.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an artifact, without its version.
final class Artifact {
    private static final Pattern JAR = Pattern.compile("(.+?)-\\d.*\\.jar");

    private Artifact() {}

    /// The artifact's name in a jar's file name: `engine` for `engine-0.1.0.jar`.
    ///
    /// Artifacts of different groups may have the same name.
    static String nameOf(String jar) {
        Matcher versioned = JAR.matcher(jar);
        return versioned.matches() ? versioned.group(1) : jar.replaceFirst("\\.jar$", "");
    }

    /// The module of a class directory: `worker` for `worker/target/classes`.
    ///
    /// Empty for a jar.
    static Optional<String> module(Path entry) {
        if (!Files.isDirectory(entry)) {
            return Optional.empty();
        }
        Path absolute = entry.toAbsolutePath().normalize();
        Path moduleDirectory =
                absolute.endsWith(Path.of("target", "classes"))
                        ? absolute.resolve("../..")
                        : absolute;
        return Optional.of(String.valueOf(moduleDirectory.normalize().getFileName()));
    }
}
