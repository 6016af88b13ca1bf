package dev.fanfold.local.code;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// The entries of a function's zip, without their bytes.
record Zip(Path file, List<Entry> entries) {
    private static final String LIB = "lib/";
    private static final int HASH_BYTES = 8;

    Zip {
        entries = List.copyOf(entries);
    }

    /// @param crc checksum of its bytes, from the zip's central directory
    record Entry(String name, long crc, long size) {}

    /// Reads the list of entries of a zip.
    ///
    /// @throws InvalidInputException if the zip does not exist or cannot be read, or if the path of
    ///   an entry leads out of it
    static Zip read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "there is no zip %s: build it with mvn package".formatted(file));
        }
        try (ZipFile open = new ZipFile(file.toFile())) {
            return new Zip(
                    file,
                    open.stream()
                            .map(entry ->
                                    new Entry(
                                            inside(file, entry.getName()),
                                            entry.getCrc(),
                                            entry.getSize()))
                            .toList());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s cannot be read as a zip (%s): build it again with mvn package"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    // Returns the path. Rejects a path that would lead out of the zip's directory on some operating
    // system.
    private static String inside(Path file, String name) {
        boolean outside =
                name.startsWith("/")
                        || name.contains("\\")
                        || name.contains(":")
                        || List.of(name.split("/", -1)).contains("..");
        if (outside) {
            throw new InvalidInputException(
                    "%s has an entry outside itself, \"%s\": do not use it, and build it again"
                            .formatted(file, name));
        }
        return name;
    }

    /// The jars in `lib/` by their file names.
    Map<String, Entry> libraries() {
        Map<String, Entry> libraries = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String jar = entry.name();
            if (jar.startsWith(LIB) && jar.endsWith(".jar")) {
                libraries.put(jar.substring(LIB.length()), entry);
            }
        }
        return libraries;
    }

    /// A hash of the entries' names, checksums and sizes.
    String contentHash() {
        MessageDigest digest = sha256();
        for (Entry entry : entries) {
            String line = entry.name() + '\n' + entry.crc() + '\n' + entry.size() + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) { // every Java has it
            throw new IllegalStateException(impossible);
        }
    }
}
