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

/// Reads `file:` inputs where they lie.
///
/// A file has no version; it is pinned by its size, its time of modification and its identity in
/// the file system, and whatever reads it looks at all three again.
public final class FileSource implements Source {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Pin pin(URI uri) throws IOException {
        Path path = path(uri);
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            check(path, found);
            FileChannel.open(path, StandardOpenOption.READ).close();
            return new Pin(uri, "", mark(found), found.size());
        } catch (FileSystemException e) {
            throw fault(path, e);
        }
    }

    /// The bytes from `from` up to the end of the object.
    ///
    /// @throws InputChangedException here, from reads and from `close`
    @Override
    public InputStream open(Pin pin, long from, long to) throws IOException {
        Path path = path(pin.uri());
        checkPinned(pin, path);
        try {
            return new PinnedFile(pin, path, FileChannel.open(path, StandardOpenOption.READ), from);
        } catch (NoSuchFileException e) {
            throw changed(pin, e);
        } catch (AccessDeniedException e) {
            throw fault(path, e);
        }
    }

    /// Looks whether the file is still what was pinned.
    static void checkPinned(Pin pin, Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (found.size() != pin.size() || !mark(found).equals(pin.etag())) {
                throw new InputChangedException(
                        pin, "%s (%d bytes)".formatted(mark(found), found.size()));
            }
        } catch (NoSuchFileException e) {
            throw changed(pin, e);
        }
    }

    /// What a person is told who gave a file that cannot be opened.
    static InvalidInputException fault(Path path, FileSystemException cause) {
        return switch (cause) {
            case NoSuchFileException _ ->
                    new InvalidInputException("no such file: " + path + "; check the path", cause);
            case AccessDeniedException _ ->
                    new InvalidInputException(
                            path + " cannot be read: permission denied; make it readable for you",
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

    private static void check(Path path, BasicFileAttributes found) {
        if (found.isDirectory()) {
            throw new InvalidInputException(path + " is a directory; give one file");
        }
        if (!found.isRegularFile()) {
            throw new InvalidInputException(
                    path
                            + " is a device or a pipe, which cannot be read twice; write it to a file first");
        }
    }

    private static String mark(BasicFileAttributes found) {
        return found.lastModifiedTime() + " " + found.fileKey();
    }

    private static Path path(URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "no file can be at "
                            + uri
                            + ": "
                            + e.getMessage()
                            + "; give it as file:///path",
                    e);
        }
    }
}
