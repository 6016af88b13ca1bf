package dev.fanfold.local.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of what a jar holds, without its version.
final class Artifact {
    private static final Pattern JAR = Pattern.compile("(.+?)-\\d.*\\.jar");

    private Artifact() {}

    /// The artifact in a jar of this file name. The same name may be that of two, of two groups.
    static String in(String jar) {
        Matcher versioned = JAR.matcher(jar);
        return versioned.matches() ? versioned.group(1) : jar.replaceFirst("\\.jar$", "");
    }

    /// The module whose classes are in this folder, as in `functions/worker/target/classes`; none
    /// for a jar.
    static Optional<String> module(Path entry) {
        if (!Files.isDirectory(entry)) {
            return Optional.empty();
        }
        Path whole = entry.toAbsolutePath().normalize();
        Path named = whole.endsWith(Path.of("target", "classes")) ? whole.resolve("../..") : whole;
        return Optional.of(String.valueOf(named.normalize().getFileName()));
    }
}
