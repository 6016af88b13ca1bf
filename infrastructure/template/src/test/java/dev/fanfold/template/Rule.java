package dev.fanfold.template;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What has to be true of every resource of a kind, and ways to break it.
///
/// @param name the rule as a sentence
/// @param check what is wrong, nothing if all is well
/// @param breaks each must be noticed wherever it can be done
record Rule(String name, Function<Application, Stream<String>> check, List<Break> breaks) {
    static Rule that(String name, Function<Application, Stream<String>> check, Break... breaks) {
        return new Rule(name, check, List.of(breaks));
    }

    /// One change of a template's text.
    ///
    /// @param pattern a regular expression; each place where it is found is changed by itself
    /// @param replacement with its groups
    record Break(String pattern, String replacement) {}

    static Break change(String pattern, String replacement) {
        return new Break(pattern, replacement);
    }

    /// Takes out a property that is one line.
    static Break without(String property) {
        return new Break("(?m)^ +" + property + ": .*\n", "");
    }
}
