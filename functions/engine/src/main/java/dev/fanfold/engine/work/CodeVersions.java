package dev.fanfold.engine.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Versions of code: hashes of the contents of a class's jar or directory.
///
/// A hash covers the names and checksums of the files.
///
/// The build writes the resolved libraries of a module into its jar (`META-INF/fanfold/libraries`),
/// so another version of a library is another version of the code. Files that depend on the build
/// alone are left out: the manifest, and Maven's own files.
final class CodeVersions {
    private static final int HASH_BYTES = 8;
    private final Map<URI, String> known = new HashMap<>();

    /// The version of the code that contains this class.
    ///
    /// It is empty for a class that is in no jar or directory, for example one generated at run
    /// time.
    synchronized String versionOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "" : versionOf(source.getLocation());
    }

    private String versionOf(@Nullable URL location) {
        return location == null || !location.getProtocol().equals("file")
                ? ""
                : known.computeIfAbsent(uri(location), place -> versionOf(Path.of(place)));
    }

    /// The version of a jar, or of a directory as if it were packed into a jar.
    static String versionOf(Path place) {
        try {
            return hash(Files.isDirectory(place) ? files(place) : entries(place));
        } catch (IOException e) {
            throw new UncheckedIOException("the code in " + place + " cannot be read", e);
        }
    }

    private static URI uri(URL location) {
        try {
            return location.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a location of code: " + location, e);
        }
    }

    private static SortedMap<String, Long> entries(Path jar) throws IOException {
        var entries = new TreeMap<String, Long>();
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> entries.put(entry.getName(), entry.getCrc()));
        }
        return entries;
    }

    private static SortedMap<String, Long> files(Path directory) throws IOException {
        var entries = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                entries.put(name, checksum(file));
            }
        }
        return entries;
    }

    private static long checksum(Path file) throws IOException {
        var sum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sum.getValue();
    }

    private static String hash(SortedMap<String, Long> entries) {
        MessageDigest digest = sha256();
        entries.forEach((name, sum) -> {
            if (!name.equals("META-INF/MANIFEST.MF") && !name.startsWith("META-INF/maven/")) {
                digest.update("%s %08x\n".formatted(name, sum).getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
