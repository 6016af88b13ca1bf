package dev.fanfold.project;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of a project, its workload and its stack.
///
/// It has at most 30 lower-case letters, digits and single dashes, starts with a letter, and does
/// not end with a dash.
public record ProjectName(String text) {
    static final int MAX_LENGTH = 30;
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    // Types that the sources of the workload or of its tests import, inherit or declare.
    static final Set<String> TAKEN =
            Set.of(
                    "CoordinationZip",
                    "Definition",
                    "FanfoldExtension",
                    "Finished",
                    "Finishing",
                    "LongStream",
                    "Map",
                    "Path",
                    "Plan",
                    "Planning",
                    "RegisterExtension",
                    "Summing",
                    "Task",
                    "TaskResult",
                    "TaskTest",
                    "Test",
                    "WorkloadLaws",
                    "WorkloadTest",
                    "ZipsIT");

    /// @throws IllegalArgumentException if the text is not such a name; the message has the rule
    public ProjectName {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a project's name has at most %d lower-case letters, digits and single dashes, and starts with a letter: \"%s\" does not"
                            .formatted(MAX_LENGTH, text));
        }
    }

    /// The name of the workload's class: `daily-risk` gives `DailyRisk`. "Workload" is appended if
    /// the sources use this name, or the name of the class of its tests, for another type, or if
    /// `java.lang` has such a type: `task` gives `TaskWorkload`.
    String className() {
        String name =
                Arrays.stream(text.split("-"))
                        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                        .collect(Collectors.joining());
        return isTaken(name) ? name + "Workload" : name;
    }

    private static boolean isTaken(String name) {
        if (TAKEN.contains(name) || TAKEN.contains(name + "Test")) {
            return true;
        }
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
