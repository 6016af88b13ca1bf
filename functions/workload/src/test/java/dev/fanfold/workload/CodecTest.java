package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests the codecs: results are read back unchanged, equal results have equal bytes, and invalid
/// bytes are rejected.
class CodecTest {
    private static final Codec<Map<String, Long>> MAPS = Codec.map(Codec.longs());

    @Test
    void textsWithoutUnpairedSurrogatesAreReadBackUnchanged() {
        for (long seed = 1; seed <= 300; seed++) {
            String text = text(new Random(seed));

            byte[] bytes = Codec.strings().encode(text);
            assertThat(Codec.strings().decode(bytes)).as("seed %d", seed).isEqualTo(text);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void anUnpairedSurrogateIsRejected() {
        assertThatThrownBy(() -> Codec.strings().encode("ab\uD83D"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a text of 3 characters holds an unpaired surrogate");
        assertThatThrownBy(() -> MAPS.encode(Map.of("\uDE00", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() {
        assertThatThrownBy(() -> Codec.strings().decode(new byte[] {'a', (byte) 0xff}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 bytes are not UTF-8");
    }

    @Test
    void equalMapsOfAnyClassHaveEqualBytes() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var map = new HashMap<String, Long>();
            for (int entries = random.nextInt(30); entries > 0; entries--) {
                map.put(text(random), random.nextLong());
            }
            byte[] bytes = MAPS.encode(map);

            assertThat(MAPS.decode(bytes)).as("seed %d", seed).isEqualTo(map);
            assertThat(MAPS.encode(shuffled(map, random))).as("seed %d", seed).isEqualTo(bytes);
            var other = new TreeMap<String, Long>(Collections.reverseOrder());
            other.putAll(map);
            assertThat(MAPS.encode(other)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    private static Map<String, Long> shuffled(Map<String, Long> map, Random random) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.shuffle(keys, random);
        var shuffled = new LinkedHashMap<String, Long>();
        keys.forEach(key -> shuffled.put(key, map.get(key)));
        return shuffled;
    }

    @Test
    void keysThatAComparatorTreatsAsEqualStayDistinct() {
        var caseInsensitive = new TreeMap<String, Long>(String.CASE_INSENSITIVE_ORDER);
        caseInsensitive.put("a", 1L);

        assertThat(MAPS.decode(MAPS.encode(caseInsensitive))).isEqualTo(Map.of("a", 1L));
        assertThat(MAPS.decode(MAPS.encode(Map.of("a", 1L, "A", 2L)))).hasSize(2);
    }

    @Test
    void aTruncatedMapIsRejected() {
        byte[] bytes = MAPS.encode(Map.of("one", 1L, "two", 2L));
        for (int length = 1; length < bytes.length; length++) {
            if (length == bytes.length / 2) {
                continue; // both entries have the same length, so the first half is a valid map
            }
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> MAPS.decode(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MAPS.decode(new byte[] {-1, 0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a part of -16777216 bytes");
    }

    @Test
    void mapsCanBeNested() {
        Codec<Map<String, Map<String, Long>>> nested = Codec.map(MAPS);
        var value = Map.of("a", Map.of("x", 1L), "b", Map.<String, Long>of());

        assertThat(nested.decode(nested.encode(value))).isEqualTo(value);
    }

    @Test
    void aTextIsWrittenAndParsedByTheGivenFunctions() {
        Codec<List<Integer>> codec =
                Codec.text(
                        list -> list.toString(),
                        text ->
                                Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                                        .map(Integer::valueOf)
                                        .toList());

        assertThat(codec.encode(List.of(1, 22))).asString().isEqualTo("[1, 22]");
        assertThat(codec.decode(codec.encode(List.of(1, 22)))).containsExactly(1, 22);
    }
}
