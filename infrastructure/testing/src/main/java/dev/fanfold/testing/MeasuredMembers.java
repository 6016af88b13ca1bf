package dev.fanfold.testing;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The measured members of an answer's JSON, for example times and attempts. Their values may
/// differ between runs.
record MeasuredMembers(Collection<String> names) {
    static final MeasuredMembers NOTHING = new MeasuredMembers(List.of());

    MeasuredMembers {
        names = List.copyOf(names);
    }

    /// The answer with a question mark in place of each measured value, if that is a text, a
    /// number, a boolean or null.
    String without(String answer) {
        if (names.isEmpty()) {
            return answer;
        }
        String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                        "(\"(?:" + any + ")\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+)")
                .matcher(answer)
                .replaceAll("$1?");
    }
}
