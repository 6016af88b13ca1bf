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

/// A throwable and its causes, with their stack frames.
///
/// Frames of generated classes and of reflection are omitted, because they differ between runs. The
/// engine's call of the workload and its callers are omitted, because they do not depend on the
/// workload.
record ThrownChain(List<Link> links) {
    private static final int MAX_LINKS = 10;
    private static final int HASH_BYTES = 8;
    // The packages that call workloads.
    private static final Set<String> WORKLOAD_CALLERS =
            Set.of("dev.fanfold.engine", "dev.fanfold.engine.fold");
    private static final String ENGINE = "dev.fanfold.engine.";
    private static final String EXECUTOR_CALL = "dev.fanfold.engine.port.TaskExecutor$NamedCall";
    private static final Pattern GENERATED =
            Pattern.compile(
                    "jdk\\.internal\\.reflect\\..*|java\\.lang\\.invoke\\..*|.*\\$Proxy\\d+|.*\\$\\$.*|.*/0x.*");
    private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

    /// One throwable of the chain.
    ///
    /// @param message its message, null if it has none
    /// @param frames its frames, without those that it shares with the throwable that it caused
    /// @param common how many of its last frames it shares with the throwable that it caused
    record Link(
            String type, @Nullable String message, List<StackTraceElement> frames, int common) {}

    static ThrownChain of(Throwable thrown) {
        var links = new ArrayList<Link>();
        List<StackTraceElement> previous = List.of();
        for (Throwable throwable : chain(thrown)) {
            List<StackTraceElement> frames = frames(throwable);
            int common = common(previous, frames);
            links.add(
                    new Link(
                            throwable.getClass().getName(),
                            message(throwable),
                            List.copyOf(frames.subList(0, frames.size() - common)),
                            common));
            previous = frames;
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
                    .forEach(frame ->
                            frames.add(
                                    frame.getClassName()
                                            + "."
                                            + frame.getMethodName()
                                            + ":"
                                            + frame.getLineNumber()));
            frames.forEach(text -> add(digest, text));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /// The first frame outside the JDK, in the order of the chain. If all frames are the JDK's, the
    /// first frame; empty if there are no frames.
    String at() {
        List<StackTraceElement> all =
                links.stream().flatMap(link -> link.frames().stream()).toList();
        return all.stream()
                .filter(frame -> !isJdk(frame))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(frame -> Utf8.firstChars(TraceText.frame(frame), Trace.MAX_AT_CHARS))
                .orElse("");
    }

    /// The throwable's `toString()`. If that throws, its class and the class of what was thrown.
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

    // The first nine throwables of the chain and its last one. Because a chain may be endless or a
    // cycle, the walk stops at a repeated throwable, or after 1,000.
    private static List<Throwable> chain(Throwable thrown) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var chain = new ArrayList<Throwable>();
        for (Throwable next = thrown;
                next != null && seen.size() < 1_000 && seen.add(next);
                next = cause(next)) {
            if (chain.size() == MAX_LINKS) {
                chain.removeLast();
            }
            chain.add(next);
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
        List<StackTraceElement> aboveCall = frames.subList(0, workloadCall(frames));
        // If only JDK frames are above the engine, the exception is the engine's own.
        return aboveCall.stream().allMatch(ThrownChain::isJdk) ? frames : aboveCall;
    }

    // The index of the frame in which the engine calls the workload, or the number of frames if no
    // frame does. The frames are listed from the innermost call outwards. A workload may call the
    // engine back, for example for the total of the previous round, so there may be several groups
    // of engine frames. The outermost group calls the workload, in its first frame. An executor may
    // run a task on the engine's own thread. Therefore the frames outside of its call are ignored.
    private static int workloadCall(List<StackTraceElement> frames) {
        int call = frames.size();
        boolean isInGroup = false;
        for (int i = 0; i < frames.size(); i++) {
            StackTraceElement frame = frames.get(i);
            if (frame.getClassName().equals(EXECUTOR_CALL)) {
                break;
            }
            if (!isInGroup && isOfWorkloadCaller(frame)) {
                call = i;
                isInGroup = true;
            } else if (!isJdk(frame) && !frame.getClassName().startsWith(ENGINE)) {
                isInGroup = false;
            }
        }
        return call;
    }

    private static boolean isOfWorkloadCaller(StackTraceElement frame) {
        String type = frame.getClassName();
        return WORKLOAD_CALLERS.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    }

    private static boolean isJdk(StackTraceElement frame) {
        return JDK.matcher(frame.getClassName()).matches();
    }

    private static StackTraceElement[] stack(Throwable thrown) {
        try {
            return thrown.getStackTrace();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return new StackTraceElement[0];
        }
    }

    // How many of their last frames are equal.
    private static int common(List<StackTraceElement> previous, List<StackTraceElement> frames) {
        int common = 0;
        int max = Math.min(previous.size(), frames.size());
        while (common < max
                && previous.get(previous.size() - 1 - common)
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
