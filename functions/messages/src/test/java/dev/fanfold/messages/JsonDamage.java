package dev.fanfold.messages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Damages a JSON object at random: removes, replaces, renames and enlarges members at any depth,
/// or changes characters of the text.
final class JsonDamage {
    private static final List<@Nullable Object> VALUES =
            Arrays.asList(
                    null,
                    true,
                    "",
                    "x",
                    "-1",
                    "9-1",
                    "0-2147483647",
                    "9".repeat(30),
                    "bitmap:AAAA",
                    List.of(),
                    List.of(""),
                    Map.of(),
                    Map.of("bytes", 1),
                    BigDecimal.ZERO,
                    BigDecimal.valueOf(-1),
                    BigDecimal.valueOf(0.5),
                    BigDecimal.valueOf(Integer.MAX_VALUE),
                    BigDecimal.valueOf(1L << 31),
                    BigDecimal.valueOf(Long.MAX_VALUE),
                    BigDecimal.valueOf(Long.MIN_VALUE),
                    BigDecimal.TWO.pow(63),
                    new BigDecimal("1e400"));
    private static final String CHARACTERS = "\"{}[],:-+0e.\\u \n\uD800";
    private final Random random;

    JsonDamage(Random random) {
        this.random = random;
    }

    String damaged(String json) {
        return random.nextInt(4) == 0 ? damagedText(json) : damagedMembers(json);
    }

    private String damagedText(String json) {
        int at = random.nextInt(json.length());
        String inserted =
                switch (random.nextInt(3)) {
                    case 0 -> "";
                    case 1 ->
                            String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                    default -> json.substring(random.nextInt(at + 1), at);
                };
        return json.substring(0, at) + inserted + json.substring(at + random.nextInt(2));
    }

    private String damagedMembers(String json) {
        Fields fields = Json.read("golden file", json);
        var root = new LinkedHashMap<String, @Nullable Object>();
        fields.names().forEach(name -> root.put(name, fields.raw(name)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Place> places = new ArrayList<>();
            collect(root, places);
            if (!places.isEmpty()) {
                damage(places.get(random.nextInt(places.size())), places);
            }
        }
        return Json.write(root);
    }

    private void damage(Place place, List<Place> places) {
        switch (random.nextInt(5)) {
            case 0 -> place.remove();
            case 1 -> place.replace(copy(VALUES.get(random.nextInt(VALUES.size()))));
            case 2 -> place.replace(copy(places.get(random.nextInt(places.size())).value()));
            case 3 -> place.replace(enlarged(place.value()));
            default -> place.repeat(random.nextBoolean() ? "another" : "-1", copy(place.value()));
        }
    }

    // A copy can be changed. It shares no list or map with the original, because a value that
    // contains itself cannot be written.
    private static @Nullable Object copy(@Nullable Object value) {
        var wrapped = new LinkedHashMap<String, @Nullable Object>();
        wrapped.put("value", value);
        return Json.read("a value", Json.write(wrapped)).raw("value");
    }

    private static @Nullable Object enlarged(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number.negate().scaleByPowerOfTen(3);
            case String text -> text + text + "0";
            case List<?> list -> {
                var twice = new ArrayList<@Nullable Object>(list);
                twice.addAll(list.reversed());
                yield copy(twice);
            }
            case null, default -> Json.text(value);
        };
    }

    private static void collect(@Nullable Object value, List<Place> places) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(name -> places.add(new Place(map, String.valueOf(name), 0)));
            map.values().forEach(member -> collect(member, places));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, "", i));
                collect(list.get(i), places);
            }
        }
    }

    /// A member of a map, or an element of a list.
    private record Place(Object container, String name, int index) {
        @SuppressWarnings("unchecked") // the parser makes only such maps
        private Map<String, @Nullable Object> map() {
            return (Map<String, @Nullable Object>) container;
        }

        @SuppressWarnings("unchecked") // the parser makes only such lists
        private List<@Nullable Object> list() {
            return (List<@Nullable Object>) container;
        }

        @Nullable Object value() {
            return container instanceof Map<?, ?> ? map().get(name) : list().get(index);
        }

        void replace(@Nullable Object value) {
            if (container instanceof Map<?, ?>) {
                map().put(name, value);
            } else {
                list().set(index, value);
            }
        }

        void remove() {
            if (container instanceof Map<?, ?>) {
                map().remove(name);
            } else {
                list().remove(index);
            }
        }

        /// Adds the value under another name, or as another element.
        void repeat(String other, @Nullable Object value) {
            if (container instanceof Map<?, ?>) {
                map().put(other, value);
            } else {
                list().add(index, value);
            }
        }
    }
}
