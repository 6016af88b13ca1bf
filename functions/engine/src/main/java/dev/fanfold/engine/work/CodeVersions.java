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

/// Computes the version of a class's code: a hash of the files in its jar or directory.
///
/// The hash covers the names and checksums of the files. The build writes the resolved libraries of
/// a module into its jar (`META-INF/fanfold/libraries`), so another version of a library is another
/// version of the code. The manifest and Maven's own files are omitted, because they may differ
/// between builds of the same code.
final class CodeVersions {
    private static final int HASH_BYTES = 8;
    private final Map<URI, String> versions = new HashMap<>();

    /// The version of the jar or directory that contains this class; empty if the class is in none,
    /// for example because it is generated at run time.
    synchronized String versionOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "" : versionOf(source.getLocation());
    }

    private String versionOf(@Nullable URL location) {
        return location == null || !location.getProtocol().equals("file")
                ? ""
                : versions.computeIfAbsent(uri(location), uri -> versionOf(Path.of(uri)));
    }

    /// The version of a jar or a directory. A directory has the version of a jar of its files.
    static String versionOf(Path code) {
        try {
            return hash(
                    Files.isDirectory(code) ? checksumsOfDirectory(code) : checksumsOfJar(code));
        } catch (IOException e) {
            throw new UncheckedIOException("the code in " + code + " cannot be read", e);
        }
    }

    private static URI uri(URL location) {
        try {
            return location.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a location of code: " + location, e);
        }
    }

    private static SortedMap<String, Long> checksumsOfJar(Path jar) throws IOException {
        var checksums = new TreeMap<String, Long>();
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> checksums.put(entry.getName(), entry.getCrc()));
        }
        return checksums;
    }

    private static SortedMap<String, Long> checksumsOfDirectory(Path directory) throws IOException {
        var checksums = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                checksums.put(name, checksum(file));
            }
        }
        return checksums;
    }

    private static long checksum(Path file) throws IOException {
        var checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return checksum.getValue();
    }

    private static String hash(SortedMap<String, Long> checksums) {
        MessageDigest digest = sha256();
        checksums.forEach((name, checksum) -> {
            if (!name.equals("META-INF/MANIFEST.MF") && !name.startsWith("META-INF/maven/")) {
                String line = "%s %08x\n".formatted(name, checksum);
                digest.update(line.getBytes(StandardCharsets.UTF_8));
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
