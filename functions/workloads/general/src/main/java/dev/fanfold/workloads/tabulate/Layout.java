package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The layout of the file and the requested columns. It is determined once, when the job is
/// planned. Tasks read it from the facts of the plan and from the settings.
///
/// @param width the number of columns in a record
/// @param groups the columns to group by
/// @param measures the columns of numbers
/// @param missing the texts that mean a missing value
record Layout(
        Dialect dialect,
        int width,
        List<Column> groups,
        List<Column> measures,
        List<String> missing) {
    /// The name of the fact that says how the separator was found: `set`, `first line`, `extension`
    /// or `detected`.
    static final String SEPARATOR_FROM = "separator-from";

    /// The layout of a plan that was made with these settings.
    static Layout of(Plan plan, JobSettings settings) {
        SortedMap<String, String> facts = plan.facts();
        return new Layout(
                Dialect.of(Separator.named(String.valueOf(facts.get("separator"))), settings),
                Integer.parseInt(String.valueOf(facts.get("columns"))),
                columns(facts, "group"),
                columns(facts, "measure"),
                Tabulate.missing(settings));
    }

    /// The facts of a plan: those that [#of] reads back, and two for the user.
    ///
    /// @param separatorFrom how the separator was found, see [#SEPARATOR_FROM]
    /// @param note a remark for the user; may be empty
    Map<String, String> facts(String separatorFrom, String note) {
        var facts = new TreeMap<String, String>();
        Separator separator = dialect.separator();
        facts.put("separator", separator.name());
        facts.put(SEPARATOR_FROM, separatorFrom);
        String guess =
                separatorFrom.equals("detected")
                        ? "the separator %s was detected in the first lines; to set another: --set separator=..."
                                .formatted(
                                        separator.isTab()
                                                ? "a tab"
                                                : "\"" + separator.name() + "\"")
                        : "";
        String notes = guess + (guess.isEmpty() || note.isEmpty() ? "" : "; ") + note;
        if (!notes.isEmpty()) {
            facts.put(Plan.NOTE, notes);
        }
        facts.put("columns", String.valueOf(width));
        put(facts, "group", groups);
        put(facts, "measure", measures);
        return facts;
    }

    private static void put(Map<String, String> facts, String kind, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            facts.put(kind + "." + i, columns.get(i).text());
        }
    }

    private static List<Column> columns(Map<String, String> facts, String kind) {
        var columns = new ArrayList<Column>();
        for (String text = facts.get(kind + ".0");
                text != null;
                text = facts.get(kind + "." + columns.size())) {
            columns.add(Column.of(text));
        }
        return List.copyOf(columns);
    }
}
