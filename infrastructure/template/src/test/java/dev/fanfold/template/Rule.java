package dev.fanfold.template;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A rule that templates keep, and changes of the templates that violate it.
///
/// @param name the rule as a sentence
/// @param check finds the violations of the rule
/// @param breaks changes that violate the rule; the check must detect each of them, in every place
///   where the template can be changed in this way
record Rule(String name, Function<Application, Stream<String>> check, List<Break> breaks) {
    static Rule that(String name, Function<Application, Stream<String>> check, Break... breaks) {
        return new Rule(name, check, List.of(breaks));
    }

    /// One change of a template's text.
    ///
    /// @param pattern a regular expression; each match is changed separately
    /// @param replacement may refer to groups of the pattern
    record Break(String pattern, String replacement) {}

    static Break change(String pattern, String replacement) {
        return new Break(pattern, replacement);
    }

    /// Removes a property that is one line long.
    static Break without(String property) {
        return new Break("(?m)^ +" + property + ": .*\n", "");
    }
}
