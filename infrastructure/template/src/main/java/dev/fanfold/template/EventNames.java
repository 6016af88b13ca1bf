package dev.fanfold.template;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The filter of a stream: the kinds of change that are delivered. Patterns on anything but
/// `eventName` are refused.
final class EventNames {
    private static final Set<String> ALL = Set.of("INSERT", "MODIFY", "REMOVE");
    private static final Pattern PATTERN =
            Pattern.compile("\\{\\s*\"eventName\"\\s*:\\s*\\[([^\\]]*)]\\s*}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    private EventNames() {}

    static Set<String> of(Properties properties) {
        Set<String> heard = new HashSet<>();
        properties
                .part("FilterCriteria", KnownParts.CRITERIA)
                .ifPresent(criteria ->
                        criteria.parts("Filters", KnownParts.PATTERN)
                                .forEach(filter -> heard.addAll(names(filter))));
        return heard.isEmpty() ? ALL : heard;
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
