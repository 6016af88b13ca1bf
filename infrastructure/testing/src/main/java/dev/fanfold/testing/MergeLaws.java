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

/// Checks the laws of merge on partial results that tasks have returned. Results must agree bit for
/// bit.
///
/// @param <P> the workload's partial result
final class MergeLaws<P> {
    /// The number of random pairs, and of random triples, that are checked.
    private static final int RANDOM_PAIRS = 150;

    private static final int MAX_SHOWN = 80;
    private static final int MAX_SHOWN_BYTES = 24;
    private final Workload<P> workload;
    private final Codec<P> codec;
    private final List<byte[]> parts;
    private final Random random;
    // The exception that the last failed merge threw.
    private String failure = "";

    /// @param parts encoded partial results
    MergeLaws(Workload<P> workload, List<byte[]> parts, Random random) {
        this.workload = workload;
        this.codec = workload.codec();
        this.parts = parts;
        this.random = random;
    }

    /// Returns the first broken law; empty if there is none.
    Optional<Broken> check() {
        for (byte[] part : parts) {
            Optional<Broken> broken = checkIdentity(part).or(() -> checkPair(part, part));
            if (broken.isPresent()) {
                return broken;
            }
        }
        for (int i = 0; i < RANDOM_PAIRS && !parts.isEmpty(); i++) {
            Optional<Broken> broken =
                    checkPair(randomPart(), randomPart())
                            .or(() -> checkTriple(randomPart(), randomPart(), randomPart()));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    // The partial result of a random task, or the merged results of two or three.
    private byte[] randomPart() {
        byte[] part = parts.get(random.nextInt(parts.size()));
        for (int remaining = random.nextInt(3); remaining > 0; remaining--) {
            byte[] other = parts.get(random.nextInt(parts.size()));
            byte[] mergedPart = merged(part, other);
            part = mergedPart == null ? part : mergedPart;
        }
        return part;
    }

    private Optional<Broken> checkIdentity(byte[] part) {
        byte[] empty = codec.encode(workload.empty());
        return checkIdentity(part, empty, part, "merged onto empty, it")
                .or(() -> checkIdentity(part, part, empty, "with empty merged onto it, it"));
    }

    private Optional<Broken> checkIdentity(byte[] part, byte[] left, byte[] right, String name) {
        byte[] merged = merged(left, right);
        return merged == null
                ? Optional.of(
                        new Broken(
                                Law.MERGE_HAS_AN_IDENTITY,
                                described(part) + " cannot be merged with empty: " + failure))
                : compare(Law.MERGE_HAS_AN_IDENTITY, "a partial result", part, name, merged);
    }

    private Optional<Broken> checkPair(byte[] left, byte[] right) {
        String both = described(left) + " and " + described(right);
        byte[] inOrder = merged(left, right);
        byte[] reversed = merged(right, left);
        if ((inOrder == null) != (reversed == null)) {
            return Optional.of(
                    new Broken(
                            Law.MERGE_IS_COMMUTATIVE,
                            "%s can be merged in only one order: %s".formatted(both, failure)));
        }
        return compare(
                        Law.MERGE_IS_COMMUTATIVE,
                        both + " merged in one order",
                        inOrder,
                        "merged in the other order",
                        reversed)
                .or(() -> checkKeepsRight(left, right));
    }

    private Optional<Broken> checkTriple(byte[] a, byte[] b, byte[] c) {
        byte[] ab = merged(a, b);
        byte[] bc = merged(b, c);
        return compare(
                Law.MERGE_IS_ASSOCIATIVE,
                "the merge of %s, %s and %s, first two first,"
                        .formatted(described(a), described(b), described(c)),
                ab == null ? null : merged(ab, c),
                "last two first, it",
                bc == null ? null : merged(a, bc));
    }

    private Optional<Broken> checkKeepsRight(byte[] left, byte[] right) {
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
                                            .formatted(
                                                    described(left),
                                                    described(right),
                                                    described(after))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    // If a merge throws, for example because a sum overflows, no law is broken: the job fails and
    // has no wrong answer.
    private Optional<Broken> compare(
            Law law,
            String name,
            byte @Nullable [] first,
            String otherName,
            byte @Nullable [] second) {
        return first == null || second == null || Arrays.equals(first, second)
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                law,
                                "%s is %s; %s is %s"
                                        .formatted(
                                                name,
                                                described(first),
                                                otherName,
                                                described(second))));
    }

    /// Merges copies, because merge may change its left side.
    ///
    /// @return the encoded result; null if merge throws
    private byte @Nullable [] merged(byte[] left, byte[] right) {
        try {
            return codec.encode(workload.merge(codec.decode(left), codec.decode(right)));
        } catch (RuntimeException e) {
            failure = e.toString();
            return null;
        }
    }

    private String described(byte[] part) {
        String text = String.valueOf(codec.decode(part));
        String bytes = HexFormat.of().formatHex(part, 0, Math.min(part.length, MAX_SHOWN_BYTES));
        return "%s (%d bytes: %s%s)"
                .formatted(
                        text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text,
                        part.length,
                        bytes,
                        part.length > MAX_SHOWN_BYTES ? "..." : "");
    }
}
