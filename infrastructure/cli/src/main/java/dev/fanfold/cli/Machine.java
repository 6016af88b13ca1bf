package dev.fanfold.cli;

import java.io.IOException;
import java.net.BindException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Failures of the machine, not of code: memory, ports, disks.
final class Machine {
    private Machine() {}

    /// The error text with its remedy; empty if the machine is not the cause.
    static Optional<String> complaint(Throwable failed) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failed; cause != null && seen.add(cause); cause = cause.getCause()) {
            Optional<String> complaint = complaintOf(cause);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> complaintOf(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return Optional.of(
                    "memory is full ("
                            + cause.getMessage()
                            + "): give more memory with FANFOLD_OPTS=-Xmx6g, or make tasks smaller with --slice");
        }
        if (cause instanceof BindException) {
            return Optional.of(
                    "cannot open a port on 127.0.0.1 ("
                            + cause.getMessage()
                            + "): check whether all ports are in use, and whether this process may listen");
        }
        if (isDiskFull(cause)) {
            return Optional.of(
                    "a disk is full ("
                            + cause.getMessage()
                            + "): free some space, or use a folder on another disk with --data, --out or FANFOLD_OPTS=-Djava.io.tmpdir=DIR");
        }
        return Optional.empty();
    }

    // The operating system's message in an IOException, or that of SQLite in DynamoDB Local.
    private static boolean isDiskFull(Throwable cause) {
        String text = lower(cause.getMessage());
        boolean saidBySystem = text.contains("no space left") || text.contains("quota exceeded");
        return (cause instanceof IOException && saidBySystem) || text.contains("disk is full");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
