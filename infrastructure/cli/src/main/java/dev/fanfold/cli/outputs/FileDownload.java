package dev.fanfold.cli.outputs;

import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Copies one output to a local file.
///
/// The bytes are appended to the *part*, a file beside the file: see [LocalFiles]. The part is
/// renamed to the file when its length and its hash are those of the output. An interrupted copy is
/// continued at the end of its part. If the hash then differs, the output is copied again from its
/// start.
final class FileDownload {
    /// After this many failed streams in succession the copy is given up. A stream that broke off
    /// after some bytes is the first of a new succession.
    static final int MAX_FAILURES = 4;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Pattern NAME_REFUSED =
            Pattern.compile(
                    "(?i).*(name too long|invalid argument|illegal byte sequence|syntax is incorrect).*");
    private final OutputSource source;
    private final Output output;
    private final LocalFiles files;
    private final CopyWatch watch;
    private final Pause pause;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private MessageDigest digest = newDigest();
    private long position;

    FileDownload(
            OutputSource source, Output output, LocalFiles files, CopyWatch watch, Pause pause) {
        this.source = source;
        this.output = output;
        this.files = files;
        this.watch = watch;
        this.pause = pause;
    }

    /// Copies the output unless its file is complete. Call it once.
    ///
    /// @return whether it was copied; false if the file was complete
    /// @throws IOException if a local file cannot be written or read
    /// @throws FailedOutputException if this output cannot be copied; its bytes no longer count as
    ///   copied then
    boolean run() throws IOException, FailedOutputException, InterruptedException {
        try {
            return copy();
        } catch (FailedOutputException e) {
            watch.addBytes(-position);
            throw e;
        }
    }

    private boolean copy() throws IOException, FailedOutputException, InterruptedException {
        if (exists()) {
            checkFile();
            return false;
        }
        try (FileChannel part = openPart();
                FileLock _ = lock(part)) {
            // Another command may have completed the file before the lock was taken.
            if (exists()) {
                Files.deleteIfExists(files.part());
                checkFile();
                return false;
            }
            fill(part);
            part.force(true);
            // The move would replace a file that was created during the copy.
            if (exists()) {
                throw otherBytes();
            }
            Files.move(files.part(), files.file(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    private boolean exists() {
        return Files.exists(files.file(), LinkOption.NOFOLLOW_LINKS);
    }

    private void checkFile() throws IOException, FailedOutputException {
        if (!Files.isRegularFile(files.file()) || Files.size(files.file()) != output.bytes()) {
            throw otherBytes();
        }
        try (FileChannel file = FileChannel.open(files.file(), StandardOpenOption.READ)) {
            hash(file, output.bytes());
        }
        if (!matchesOutput()) {
            throw otherBytes();
        }
    }

    private FailedOutputException otherBytes() {
        return new FailedOutputException(
                "%s exists and is another file: move it away, or give another directory"
                        .formatted(files.file()));
    }

    private FileChannel openPart() throws IOException, FailedOutputException {
        try {
            return FileChannel.open(
                    files.part(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
            if (NAME_REFUSED.matcher(String.valueOf(e.getReason())).matches()) {
                throw new FailedOutputException(
                        "this file system allows no file with its name (%s): give a directory on another one, or rename the output"
                                .formatted(e.getReason()),
                        e);
            }
            throw e;
        }
    }

    private FileLock lock(FileChannel part) throws IOException, FailedOutputException {
        try {
            FileLock lock = part.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // reported below
        }
        throw new FailedOutputException(
                "another command is copying to %s: wait until it has ended, and run this command again"
                        .formatted(files.part()));
    }

    // Completes the part, and checks its hash.
    private void fill(FileChannel part)
            throws IOException, FailedOutputException, InterruptedException {
        long kept = part.size();
        if (kept > 0 && kept <= output.bytes()) {
            hash(part, kept);
            copyRest(part);
            if (matchesOutput()) {
                return;
            }
        }
        startAnew(part);
        copyRest(part);
        if (!matchesOutput()) {
            throw wrongObject("it has another SHA-256");
        }
    }

    // Deletes the part, because another copy would get the same bytes.
    private FailedOutputException wrongObject(String reason) throws IOException {
        Files.deleteIfExists(files.part());
        return new FailedOutputException(
                "its object is not the one that the task wrote (%s): run the job again with --again"
                        .formatted(reason));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void startAnew(FileChannel part) throws IOException {
        part.truncate(0);
        watch.addBytes(-position);
        position = 0;
        digest = newDigest();
    }

    // Whether the hashed bytes are those of the output. Resets the hash.
    private boolean matchesOutput() {
        return position == output.bytes()
                && HexFormat.of().formatHex(digest.digest()).equals(output.sha256());
    }

    // Hashes a local file from the position up to this length.
    private void hash(FileChannel file, long length) throws IOException {
        while (position < length) {
            int wanted = (int) Math.min(buffer.length, length - position);
            int count = file.read(ByteBuffer.wrap(buffer, 0, wanted), position);
            if (count < 0) {
                return; // another process has truncated the file
            }
            add(count);
        }
    }

    private void add(int count) {
        digest.update(buffer, 0, count);
        position += count;
        watch.addBytes(count);
    }

    // Appends the bytes from the position to the end. If a stream breaks off, opens another one.
    private void copyRest(FileChannel part)
            throws IOException, FailedOutputException, InterruptedException {
        int failures = 0;
        while (position < output.bytes()) {
            long before = position;
            try {
                copyStream(part);
            } catch (BrokenStreamException e) {
                failures = position > before ? 1 : failures + 1;
                if (failures == MAX_FAILURES) {
                    throw new FailedOutputException(
                            "it broke off at byte %d of %d (%s): run this command again to continue"
                                    .formatted(position, output.bytes(), e.getMessage()),
                            e);
                }
                pause.after(failures);
            } catch (OutputMismatchException e) {
                throw wrongObject(String.valueOf(e.getMessage()));
            }
        }
    }

    private void copyStream(FileChannel part) throws IOException, BrokenStreamException {
        try (var stream = new RemoteStream(source, output, position)) {
            while (position < output.bytes()) {
                int wanted = (int) Math.min(buffer.length, output.bytes() - position);
                int count = stream.read(buffer, wanted);
                var bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    part.write(bytes, position + bytes.position());
                }
                add(count);
            }
        }
    }
}
