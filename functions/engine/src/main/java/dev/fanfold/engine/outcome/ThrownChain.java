package dev.fanfold.engine.outcome;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An exception and its causes, with the frames that say where.
///
/// Frames of generated classes are omitted, because their names differ between runs. Frames below
/// the engine's call of the workload are omitted too, because they are the same for every task.
record ThrownChain(List<Link> links) {
    private static final int MAX_LINKS = 10;
    private static final int HASH_BYTES = 8;
    private static final Set<String> ENGINE =
            Set.of("dev.fanfold.engine", "dev.fanfold.engine.fold");
    private static final Pattern GENERATED =
            Pattern.compile(
                    "jdk\\.internal\\.reflect\\..*|java\\.lang\\.invoke\\..*|.*\\$Proxy\\d+|.*\\$\\$.*|.*/0x.*");
    private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

    /// One throwable of the chain.
    ///
    /// @param message null if it has none
    /// @param frames those that the throwable before it does not have
    /// @param common how many it has in common with the throwable before it
    record Link(
            String type, @Nullable String message, List<StackTraceElement> frames, int common) {}

    static ThrownChain of(Throwable thrown) {
        var links = new ArrayList<Link>();
        List<StackTraceElement> before = List.of();
        for (Throwable one : chain(thrown)) {
            List<StackTraceElement> frames = frames(one);
            int common = common(before, frames);
            links.add(
                    new Link(
                            one.getClass().getName(),
                            message(one),
                            List.copyOf(frames.subList(0, frames.size() - common)),
                            common));
            before = frames;
        }
        return new ThrownChain(List.copyOf(links));
    }

    /// The hash of classes and frames.
    ///
    /// Each distinct frame of a throwable counts once and the order does not matter, so a recursion
    /// of any depth has the same hash.
    String hash() {
        MessageDigest digest = sha256();
        for (Link link : links) {
            add(digest, link.type());
            var frames = new TreeSet<String>();
            link.frames()
                    .forEach(at ->
                            frames.add(
                                    at.getClassName()
                                            + "."
                                            + at.getMethodName()
                                            + ":"
                                            + at.getLineNumber()));
            frames.forEach(frame -> add(digest, frame));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /// The first frame outside the JDK, of the first throwable that has one.
    String at() {
        List<StackTraceElement> all =
                links.stream().flatMap(link -> link.frames().stream()).toList();
        return all.stream()
                .filter(frame -> !JDK.matcher(frame.getClassName()).matches())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(frame -> Utf8.firstChars(TraceText.frame(frame), Trace.MAX_AT_CHARS))
                .orElse("");
    }

    /// The throwable's own text; its class if its `toString` throws.
    static String summary(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return thrown.getClass().getName()
                    + ", whose text cannot be read: it throws "
                    + e.getClass().getName();
        }
    }

    private static @Nullable String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return "(its message cannot be read: it throws " + e.getClass().getName() + ")";
        }
    }

    // The first ones and the root. A chain may be endless or a cycle.
    private static List<Throwable> chain(Throwable thrown) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var chain = new ArrayList<Throwable>();
        for (Throwable one = thrown;
                one != null && seen.size() < 1_000 && seen.add(one);
                one = cause(one)) {
            if (chain.size() == MAX_LINKS) {
                chain.removeLast();
            }
            chain.add(one);
        }
        return chain;
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return null;
        }
    }

    private static List<StackTraceElement> frames(Throwable thrown) {
        List<StackTraceElement> frames =
                Arrays.stream(stack(thrown))
                        .filter(frame -> !GENERATED.matcher(frame.getClassName()).matches())
                        .toList();
        int end = 1;
        while (end < frames.size() && !callsTheWorkload(frames, end)) {
            end++;
        }
        return frames.isEmpty() || isEngine(frames.getFirst()) ? frames : frames.subList(0, end);
    }

    // A task may call the engine back, for example for its directory. That frame is above the
    // task's own, and the frame directly below it is not the engine's.
    private static boolean callsTheWorkload(List<StackTraceElement> frames, int i) {
        return isEngine(frames.get(i))
                && frames.stream()
                        .skip(i + 1L)
                        .map(StackTraceElement::getClassName)
                        .filter(type -> !JDK.matcher(type).matches())
                        .findFirst()
                        .filter(type -> !type.startsWith("dev.fanfold.engine."))
                        .isEmpty();
    }

    private static boolean isEngine(StackTraceElement frame) {
        String type = frame.getClassName();
        return ENGINE.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    }

    private static StackTraceElement[] stack(Throwable thrown) {
        try {
            return thrown.getStackTrace();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return new StackTraceElement[0];
        }
    }

    private static int common(List<StackTraceElement> before, List<StackTraceElement> frames) {
        int common = 0;
        int max = Math.min(before.size(), frames.size());
        while (common < max
                && before.get(before.size() - 1 - common)
                        .equals(frames.get(frames.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
