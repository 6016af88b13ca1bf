package dev.fanfold.engine.outcome;

import dev.fanfold.engine.outcome.ThrownChain.Link;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A trace as Java prints it, within [Trace#MAX_BYTES].
///
/// Every throwable of the chain is named, however long the chain is. Half of the space is for
/// classes and messages; each throwable has a share of the other half for its frames.
final class TraceText {
    private static final int MAX_FRAME_BYTES = 300;
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
        int named =
                headlines.stream().mapToInt(line -> Utf8.bytes(line) + CAUSE.length() + 1).sum();
        int left = Trace.MAX_BYTES - named - links.size() * MAX_MORE_BYTES;
        Deque<String> parts = new ArrayDeque<>();
        // The root first, because it is the most useful. Space that it does not need goes to the
        // rest of the chain.
        for (int i = links.size() - 1; i >= 0; i--) {
            String frames = frames(links.get(i), left / (i + 1));
            left -= Utf8.bytes(frames);
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
                ? link.type() + ": " + visible(Utf8.firstChars(message, Trace.MAX_BYTES))
                : link.type();
    }

    private static String frames(Link link, int maxBytes) {
        var text = new StringBuilder();
        int left = maxBytes;
        for (StackTraceElement frame : link.frames().stream().limit(Trace.MAX_FRAMES).toList()) {
            String line = "\tat " + Utf8.firstBytes(frame(frame), MAX_FRAME_BYTES) + "\n";
            left -= Utf8.bytes(line);
            if (left < 0) {
                break;
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String more(Link link, String shown) {
        long more = link.frames().size() + link.common() - shown.lines().count();
        return more == 0 ? "" : "\t... " + more + " more\n";
    }

    /// A frame as text, for example `com.acme.Foo.work(Foo.java:12)`.
    ///
    /// The class loader and the module are left out, because they differ between the local machine
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

    // A message cannot contain a line break, so that it cannot be mistaken for a frame.
    private static String visible(String message) {
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
