package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.plan.SliceSize;
import org.jspecify.annotations.Nullable;

/// What a plan is made from.
///
/// @param input the pinned input, null for a workload that reads none
public record Planning(
        JobSettings settings, JobOptions options, @Nullable Pin input, Source source) {
    /// The pinned input.
    ///
    /// @throws InputFault when there is none
    public Pin pin() {
        if (input == null) {
            throw new InputFault("this workload reads an input: add --input FILE");
        }
        return input;
    }

    /// How many bytes of the input one task should cover.
    public long sliceBytes() {
        return SliceSize.of(pin().size(), options);
    }
}
