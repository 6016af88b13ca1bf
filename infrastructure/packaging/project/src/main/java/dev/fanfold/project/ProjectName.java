package dev.fanfold.project;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of a project, of its workload and of its stack: lower-case letters, digits and dashes,
/// a letter first, at most 30 characters.
public record ProjectName(String text) {
    static final int MAX_LENGTH = 30;
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    // What the workload's source imports, or has without an import.
    private static final Set<String> TAKEN =
            Set.of(
                    "Definition",
                    "Finishing",
                    "Plan",
                    "Planning",
                    "Summing",
                    "Task",
                    "TaskResult",
                    "LongStream",
                    "Path",
                    "Map",
                    "Test",
                    "RegisterExtension",
                    "FanfoldExtension",
                    "TaskTest",
                    "WorkloadLaws",
                    "WorkloadTest");

    /// @throws IllegalArgumentException naming what a name is
    public ProjectName {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a project's name is at most %d lower-case letters, digits and single dashes, a letter first, not \"%s\""
                            .formatted(MAX_LENGTH, text));
        }
    }

    /// The name of the workload's class: `daily-risk` gives `DailyRisk`.
    String className() {
        String name =
                Arrays.stream(text.split("-"))
                        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                        .collect(Collectors.joining());
        return isTaken(name) ? name + "Workload" : name;
    }

    private static boolean isTaken(String name) {
        if (TAKEN.contains(name)) {
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
