package dev.fanfold.messages;

import dev.fanfold.engine.fold.OutputCount;
import org.jspecify.annotations.Nullable;

/// The number and size of outputs, inside an accumulator or a row. If there are none, the member is
/// left out.
final class OutputCountJson {
    private OutputCountJson() {}

    static @Nullable Members write(OutputCount outputs) {
        return outputs.equals(OutputCount.NONE)
                ? null
                : new Members().with("count", outputs.count()).with("bytes", outputs.bytes());
    }

    static OutputCount read(Fields parent, String name) {
        if (!parent.has(name)) {
            return OutputCount.NONE;
        }
        Fields fields = parent.object(name);
        return new OutputCount(fields.number("count"), fields.number("bytes"));
    }
}
