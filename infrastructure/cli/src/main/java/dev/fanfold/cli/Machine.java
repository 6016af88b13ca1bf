package dev.fanfold.cli;

import java.io.IOException;
import java.net.BindException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explains failures whose remedy is on this machine and not in the code: memory, ports, disks.
final class Machine {
    private Machine() {}

    /// The error message, with the remedy; empty if the failure and its causes are of other kinds.
    static Optional<String> error(Throwable failure) {
        Set<Throwable> visited = new HashSet<>();
        for (Throwable cause = failure;
                cause != null && visited.add(cause);
                cause = cause.getCause()) {
            Optional<String> error = errorOf(cause);
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> errorOf(Throwable cause) {
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
                            + "): free some space, or use a folder on another disk with --data, --out, --get or FANFOLD_OPTS=-Djava.io.tmpdir=DIR");
        }
        return Optional.empty();
    }

    // An IOException has the operating system's message. An exception of DynamoDB Local has the
    // message of SQLite.
    private static boolean isDiskFull(Throwable cause) {
        String text = lower(cause.getMessage());
        boolean isSystemMessage = text.contains("no space left") || text.contains("quota exceeded");
        return (cause instanceof IOException && isSystemMessage) || text.contains("disk is full");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
