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

    /// The artifact of a jar's file name.
    ///
    /// Artifacts of two groups may have the same name.
    static String in(String jar) {
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
        Path whole = entry.toAbsolutePath().normalize();
        Path named = whole.endsWith(Path.of("target", "classes")) ? whole.resolve("../..") : whole;
        return Optional.of(String.valueOf(named.normalize().getFileName()));
    }
}
