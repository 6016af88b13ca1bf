package dev.fanfold.local.source;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Reads `file:` inputs without copying them.
///
/// A file has no version. It is pinned by its size, its modification time and its identity in the
/// file system. Each stream compares all three with the pin.
public final class FileSource implements Source {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Pin pin(URI uri) throws IOException {
        Path path = path(uri);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            requireRegular(path, attributes);
            FileChannel.open(path, StandardOpenOption.READ).close();
            return new Pin(uri, "", version(attributes), attributes.size());
        } catch (FileSystemException e) {
            throw cannotOpen(path, e);
        }
    }

    /// The bytes from `from` to the end of the file; `to` is not needed.
    ///
    /// @throws InputChangedException if the file differs from the pin; reads from the stream and
    ///   its `close` throw it too
    @Override
    public InputStream open(Pin pin, long from, long to) throws IOException {
        Path path = path(pin.uri());
        checkPinned(pin, path);
        try {
            return new PinnedFile(pin, path, FileChannel.open(path, StandardOpenOption.READ), from);
        } catch (NoSuchFileException e) {
            throw changed(pin, e);
        } catch (AccessDeniedException e) {
            throw cannotOpen(path, e);
        }
    }

    /// Checks that the file has not changed since it was pinned.
    ///
    /// @throws InputChangedException if it has changed
    static void checkPinned(Pin pin, Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.size() != pin.size() || !version(attributes).equals(pin.etag())) {
                throw new InputChangedException(
                        pin, "%s (%d bytes)".formatted(version(attributes), attributes.size()));
            }
        } catch (NoSuchFileException e) {
            throw changed(pin, e);
        }
    }

    /// The error for a file that cannot be opened.
    static InvalidInputException cannotOpen(Path path, FileSystemException cause) {
        return switch (cause) {
            case NoSuchFileException _ ->
                    new InvalidInputException("no such file: " + path + "; check the path", cause);
            case AccessDeniedException _ ->
                    new InvalidInputException(
                            path
                                    + " cannot be read: permission denied; make it readable for this user",
                            cause);
            default ->
                    new InvalidInputException(
                            path + " cannot be read: " + cause.getReason() + "; check the path",
                            cause);
        };
    }

    private static InputChangedException changed(Pin pin, NoSuchFileException cause) {
        var changed = new InputChangedException(pin, "gone");
        changed.initCause(cause);
        return changed;
    }

    private static void requireRegular(Path path, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            throw new InvalidInputException(path + " is a directory; give one file");
        }
        if (!attributes.isRegularFile()) {
            throw new InvalidInputException(
                    path
                            + " is a device or a pipe, which cannot be read twice; copy it to a file first");
        }
    }

    private static String version(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime() + " " + attributes.fileKey();
    }

    private static Path path(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "not a valid file URI: " + uri + ": " + e.getMessage() + "; use file:///path",
                    e);
        }
    }
}
