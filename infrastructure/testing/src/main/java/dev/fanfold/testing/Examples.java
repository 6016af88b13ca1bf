package dev.fanfold.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The jobs on which the laws are checked.
///
/// @param generator makes inputs, null if only the given inputs are used
/// @param choice makes settings, null if only the given settings are used
record Examples(
        Draft draft,
        List<byte[]> inputs,
        @Nullable Function<RandomGenerator, byte[]> generator,
        @Nullable Function<RandomGenerator, Map<String, String>> choice) {
    private static final int PARTS = 10;

    /// A job to check.
    ///
    /// @param valid whether the workload must accept the input: it was given or generated, not
    ///   derived from a given one
    record Example(Draft draft, long seed, boolean valid) {}

    /// The jobs to check, first those with given inputs.
    ///
    /// @throws IllegalArgumentException when the input is missing, or the workload reads none
    List<Example> seeds(long first, int count) {
        var examples = new ArrayList<Example>();
        inputs.forEach(input -> examples.add(new Example(draft.with(input), first, true)));
        boolean made = generator != null || choice != null;
        for (long seed = first; made && seed < first + count; seed++) {
            examples.add(made(seed));
        }
        for (byte[] input : inputs) {
            for (long seed = first; seed < first + PARTS; seed++) {
                byte[] some = InputLines.some(input, new Random(seed));
                examples.add(new Example(draft.with(some), seed, false));
            }
        }
        if (examples.isEmpty()) {
            examples.add(new Example(draft, first, true));
        }
        examples.forEach(example -> example.draft.checkInput());
        return examples;
    }

    private Example made(long seed) {
        var random = new Random(seed);
        var settings = new TreeMap<>(draft.settings());
        if (choice != null) {
            settings.putAll(choice.apply(random));
        }
        byte[] input =
                generator != null
                        ? generator.apply(random)
                        : inputs.isEmpty() ? null : inputs.get((int) (seed % inputs.size()));
        Draft made = draft.with(settings);
        return new Example(input == null ? made : made.with(input), seed, true);
    }
}
