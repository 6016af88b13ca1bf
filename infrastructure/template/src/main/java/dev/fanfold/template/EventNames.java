package dev.fanfold.template;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the filter of a stream mapping: the event names that it delivers. A pattern on another
/// field than `eventName` is rejected.
final class EventNames {
    private static final Set<String> ALL = Set.of("INSERT", "MODIFY", "REMOVE");
    private static final Pattern PATTERN =
            Pattern.compile("\\{\\s*\"eventName\"\\s*:\\s*\\[([^\\]]*)]\\s*}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    private EventNames() {}

    static Set<String> of(Properties properties) {
        Set<String> delivered = new HashSet<>();
        properties
                .part("FilterCriteria", KnownParts.CRITERIA)
                .ifPresent(criteria ->
                        criteria.parts("Filters", KnownParts.PATTERN)
                                .forEach(filter -> delivered.addAll(names(filter))));
        return delivered.isEmpty() ? ALL : delivered;
    }

    private static Set<String> names(Properties filter) {
        String text = filter.text("Pattern");
        Matcher pattern = PATTERN.matcher(text.strip());
        Set<String> names = new HashSet<>();
        if (pattern.matches()) {
            NAME.matcher(pattern.group(1)).results().forEach(name -> names.add(name.group(1)));
        }
        if (names.isEmpty() || !ALL.containsAll(names)) {
            throw filter.refuse(
                    "Pattern",
                    text
                            + " is not supported: only {\"eventName\": [...]} of "
                            + ALL
                            + " can be filtered");
        }
        return names;
    }
}
