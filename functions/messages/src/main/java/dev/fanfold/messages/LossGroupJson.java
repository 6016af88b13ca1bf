package dev.fanfold.messages;

import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.outcome.TraceReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups of losses with the same trace and kind of reason, inside an accumulator.
final class LossGroupJson {
    private LossGroupJson() {}

    /// Null if there are none.
    static @Nullable Object write(List<LossGroup> groups) {
        return groups.isEmpty()
                ? null
                : groups.stream().map(group -> write(group).values()).toList();
    }

    private static Members write(LossGroup group) {
        TraceReference trace = group.trace();
        return new Members()
                .with("hash", trace.hash())
                .with("at", trace.at())
                .with("report", trace.report())
                .with("place", trace.place())
                .with("reason", ReasonJson.write(group.reason()))
                .with("tasks", TaskSetText.write(group.tasks()))
                .with("more", group.more());
    }

    static List<LossGroup> read(Fields fields, String name) {
        return fields.has(name)
                ? fields.objects(name).stream().map(LossGroupJson::read).toList()
                : List.of();
    }

    private static LossGroup read(Fields group) {
        return new LossGroup(
                new TraceReference(
                        group.text("hash"),
                        group.text("at"),
                        group.text("report"),
                        group.count("place")),
                ReasonJson.read(group.object("reason")),
                group.convert("tasks", TaskSetText::read),
                group.count("more"));
    }
}
