package dev.fanfold.cli;

import java.io.IOException;
import java.net.BindException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a machine refuses that nobody's code is at fault for.
final class Machine {
    private Machine() {}

    /// What is to be said of it, with the remedy; empty when the machine is not to blame.
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
                            + "): give it more with FANFOLD_OPTS=-Xmx6g, or the job smaller tasks with --slice");
        }
        if (cause instanceof BindException) {
            return Optional.of(
                    "no port of 127.0.0.1 can be taken ("
                            + cause.getMessage()
                            + "): see what holds so many, or whether this process may open any");
        }
        if (isDiskFull(cause)) {
            return Optional.of(
                    "a disk is full ("
                            + cause.getMessage()
                            + "): free some space, or name a folder on another one with --data, --out or FANFOLD_OPTS=-Djava.io.tmpdir=DIR");
        }
        return Optional.empty();
    }

    // The system's words in an IOException, or SQLite's under DynamoDB Local.
    private static boolean isDiskFull(Throwable cause) {
        String text = lower(cause.getMessage());
        boolean saidBySystem = text.contains("no space left") || text.contains("quota exceeded");
        return (cause instanceof IOException && saidBySystem) || text.contains("disk is full");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
