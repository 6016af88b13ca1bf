package dev.fanfold.workloads.tabulate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of columns as a setting lists them: separated by commas, and quoted as in a file where a
/// name holds a comma, begins with a quote, or begins or ends with a space.
final class ColumnNames {
    private static final Pattern NAME =
            Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"\\s*(?=,|$)|([^,]*))(?:,|$)");

    private ColumnNames() {}

    static List<String> of(String text) {
        var names = new ArrayList<String>();
        Matcher name = NAME.matcher(text);
        for (int at = 0; at < text.length() || (at > 0 && text.endsWith(",")); at = name.end()) {
            if (at == text.length()) {
                names.add("");
                break;
            }
            name.region(at, text.length()).lookingAt();
            String quoted = name.group(1);
            names.add(quoted == null ? name.group(2).strip() : quoted.replace("\"\"", "\""));
        }
        return List.copyOf(names);
    }

    /// As [#of] reads it.
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
