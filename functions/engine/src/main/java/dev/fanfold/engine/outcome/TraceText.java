package dev.fanfold.engine.outcome;

import dev.fanfold.engine.outcome.ThrownChain.Link;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Prints a trace as Java does, in at most [Trace#MAX_BYTES] bytes.
///
/// Classes and messages take at most half of the bytes, and those of one throwable at most an equal
/// share of this half, so every throwable of the chain is named. The frames take the rest.
final class TraceText {
    private static final int MAX_FRAME_BYTES = 300;
    // A thread's stack trace has at most 1,024 frames by default.
    private static final int MAX_MORE_BYTES = "\t... 1024 more\n".length();
    private static final String CAUSE = "Caused by: ";

    private TraceText() {}

    /// @param messages whether the text contains the messages
    static String of(ThrownChain chain, boolean messages) {
        List<Link> links = chain.links();
        int share = Trace.MAX_BYTES / 2 / links.size();
        List<String> headlines =
                links.stream()
                        .map(link ->
                                Utf8.firstBytes(
                                        headline(link, messages), share - CAUSE.length() - 1))
                        .toList();
        int headlineBytes =
                headlines.stream().mapToInt(line -> Utf8.bytes(line) + CAUSE.length() + 1).sum();
        int bytesLeft = Trace.MAX_BYTES - headlineBytes - links.size() * MAX_MORE_BYTES;
        Deque<String> parts = new ArrayDeque<>();
        // Starts with the root cause. Each throwable has an equal share of the bytes left, so bytes
        // that a cause does not need go to the throwables that it caused.
        for (int i = links.size() - 1; i >= 0; i--) {
            String frames = frames(links.get(i), bytesLeft / (i + 1));
            bytesLeft -= Utf8.bytes(frames);
            parts.addFirst(
                    (i == 0 ? "" : CAUSE)
                            + headlines.get(i)
                            + "\n"
                            + frames
                            + more(links.get(i), frames));
        }
        return String.join("", parts).stripTrailing();
    }

    private static String headline(Link link, boolean messages) {
        String message = link.message();
        return messages && message != null
                ? link.type() + ": " + escaped(Utf8.firstChars(message, Trace.MAX_BYTES))
                : link.type();
    }

    private static String frames(Link link, int maxBytes) {
        var text = new StringBuilder();
        int bytesLeft = maxBytes;
        for (StackTraceElement frame : link.frames().stream().limit(Trace.MAX_FRAMES).toList()) {
            String line = "\tat " + Utf8.firstBytes(frame(frame), MAX_FRAME_BYTES) + "\n";
            bytesLeft -= Utf8.bytes(line);
            if (bytesLeft < 0) {
                break;
            }
            text.append(line);
        }
        return text.toString();
    }

    // The line that counts the frames that are not shown; empty if all are shown.
    private static String more(Link link, String shown) {
        long more = link.frames().size() + link.common() - shown.lines().count();
        return more == 0 ? "" : "\t... " + more + " more\n";
    }

    /// A frame as text, for example `com.acme.Foo.work(Foo.java:12)`.
    ///
    /// The class loader and the module are omitted, because they differ between the local machine
    /// and Lambda.
    static String frame(StackTraceElement frame) {
        String file = frame.getFileName();
        String place =
                frame.isNativeMethod()
                        ? "Native Method"
                        : file == null
                                ? "Unknown Source"
                                : frame.getLineNumber() < 0
                                        ? file
                                        : file + ":" + frame.getLineNumber();
        return Utf8.wellFormed(
                frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")");
    }

    // Escapes line breaks and control characters, so that no part of a message can be mistaken for
    // a frame.
    private static String escaped(String message) {
        var text = new StringBuilder();
        Utf8.wellFormed(message)
                .codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '\n' -> text.append("\\n");
                        case '\r' -> text.append("\\r");
                        case '\t' -> text.append("\\t");
                        default -> {
                            if (Character.isISOControl(point)
                                    || point == 0x2028
                                    || point == 0x2029) {
                                text.append("\\u%04x".formatted(point));
                            } else {
                                text.appendCodePoint(point);
                            }
                        }
                    }
                });
        return text.toString();
    }
}
