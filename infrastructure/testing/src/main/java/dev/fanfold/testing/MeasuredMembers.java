package dev.fanfold.testing;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The members of an answer's JSON that contain measured values, for example times and attempts.
///
/// Their values may differ between runs.
record MeasuredMembers(Collection<String> names) {
    static final MeasuredMembers NONE = new MeasuredMembers(List.of());

    MeasuredMembers {
        names = List.copyOf(names);
    }

    /// Replaces each measured value in the answer by the text `?`.
    ///
    /// Only texts, numbers, booleans and null are replaced.
    String without(String answer) {
        if (names.isEmpty()) {
            return answer;
        }
        String anyName = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                        "(\"(?:" + anyName + ")\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+)")
                .matcher(answer)
                .replaceAll("$1\"?\"");
    }
}
