package dev.fanfold.testing;

import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Workload;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The laws of merge, bit for bit, checked on partial results that tasks returned.
///
/// @param <P> the workload's partial result
final class MergeLaws<P> {
    private static final int MAX_PAIRS = 150;
    private static final int MAX_SHOWN = 80;
    private final Workload<P> workload;
    private final Codec<P> codec;
    private final List<byte[]> parts;
    private final Random random;
    private String failure = "";

    /// @param parts encoded partial results
    MergeLaws(Workload<P> workload, List<byte[]> parts, Random random) {
        this.workload = workload;
        this.codec = workload.codec();
        this.parts = parts;
        this.random = random;
    }

    Optional<Broken> check() {
        for (byte[] part : parts) {
            Optional<Broken> broken = identity(part).or(() -> pair(part, part));
            if (broken.isPresent()) {
                return broken;
            }
        }
        for (int i = 0; i < MAX_PAIRS && !parts.isEmpty(); i++) {
            Optional<Broken> broken = pair(any(), any()).or(() -> triple(any(), any(), any()));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    // The partial result of one task, or merged from several.
    private byte[] any() {
        byte[] part = parts.get(random.nextInt(parts.size()));
        for (int more = random.nextInt(3); more > 0; more--) {
            byte[] other = parts.get(random.nextInt(parts.size()));
            byte[] both = merged(part, other);
            part = both == null ? part : both;
        }
        return part;
    }

    private Optional<Broken> identity(byte[] part) {
        byte[] empty = codec.encode(workload.empty());
        return identity(part, empty, part, "merged onto empty, it")
                .or(() -> identity(part, part, empty, "with empty merged onto it, it"));
    }

    private Optional<Broken> identity(byte[] part, byte[] left, byte[] right, String what) {
        byte[] merged = merged(left, right);
        return merged == null
                ? Optional.of(
                        new Broken(
                                Law.MERGE_HAS_AN_IDENTITY,
                                shown(part) + " cannot be merged with empty: " + failure))
                : different(Law.MERGE_HAS_AN_IDENTITY, "a partial result", part, what, merged);
    }

    private Optional<Broken> pair(byte[] left, byte[] right) {
        String these = shown(left) + " and " + shown(right);
        byte[] one = merged(left, right);
        byte[] other = merged(right, left);
        if ((one == null) != (other == null)) {
            return Optional.of(
                    new Broken(
                            Law.MERGE_IS_COMMUTATIVE,
                            "%s can be merged in only one order: %s".formatted(these, failure)));
        }
        return different(
                        Law.MERGE_IS_COMMUTATIVE,
                        these + " merged in one order",
                        one,
                        "merged in the other order",
                        other)
                .or(() -> keepsRight(left, right));
    }

    private Optional<Broken> triple(byte[] a, byte[] b, byte[] c) {
        byte[] ab = merged(a, b);
        byte[] bc = merged(b, c);
        return different(
                Law.MERGE_IS_ASSOCIATIVE,
                "the merge of %s, %s and %s, first two first,"
                        .formatted(shown(a), shown(b), shown(c)),
                ab == null ? null : merged(ab, c),
                "last two first, it",
                bc == null ? null : merged(a, bc));
    }

    private Optional<Broken> keepsRight(byte[] left, byte[] right) {
        try {
            P value = codec.decode(right);
            workload.merge(codec.decode(left), value);
            byte[] after = codec.encode(value);
            return Arrays.equals(right, after)
                    ? Optional.empty()
                    : Optional.of(
                            new Broken(
                                    Law.MERGE_KEEPS_RIGHT,
                                    "merged onto %s, %s changed to %s"
                                            .formatted(shown(left), shown(right), shown(after))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    // If one of them cannot be merged, for example because a sum overflows, the job fails instead
    // of giving a wrong answer.
    private Optional<Broken> different(
            Law law,
            String what,
            byte @Nullable [] first,
            String otherwise,
            byte @Nullable [] second) {
        return first == null || second == null || Arrays.equals(first, second)
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                law,
                                "%s is %s; %s is %s"
                                        .formatted(what, shown(first), otherwise, shown(second))));
    }

    /// Merges copies, because merge may change its left side. Null if merge throws.
    private byte @Nullable [] merged(byte[] left, byte[] right) {
        try {
            return codec.encode(workload.merge(codec.decode(left), codec.decode(right)));
        } catch (RuntimeException e) {
            failure = e.toString();
            return null;
        }
    }

    private String shown(byte[] part) {
        String text = String.valueOf(codec.decode(part));
        String bytes = HexFormat.of().formatHex(part, 0, Math.min(part.length, 24));
        return "%s (%d bytes: %s%s)"
                .formatted(
                        text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text,
                        part.length,
                        bytes,
                        part.length > 24 ? "..." : "");
    }
}
