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
/// @param generator generates inputs; null if only the declared inputs are used
/// @param settingsGenerator generates settings; null if only the declared settings are used
record Examples(
        Draft draft,
        List<byte[]> inputs,
        @Nullable Function<RandomGenerator, byte[]> generator,
        @Nullable Function<RandomGenerator, Map<String, String>> settingsGenerator) {
    /// The number of selections of each declared input's lines.
    private static final int SELECTIONS = 10;

    /// A job to check.
    ///
    /// @param seed the seed of the random choices that the checks make
    /// @param valid whether the workload must accept the input: true for a declared or generated
    ///   input, false for a selection of an input's lines
    record Example(Draft draft, long seed, boolean valid) {}

    /// The jobs to check: first those with declared inputs, then those with generated inputs or
    /// settings, then those with selections of a declared input's lines.
    ///
    /// @param first the first seed
    /// @param count the number of jobs with generated inputs or settings
    /// @throws IllegalArgumentException if an input is missing, or is given to a workload that
    ///   reads none
    List<Example> seeds(long first, int count) {
        var examples = new ArrayList<Example>();
        inputs.forEach(input -> examples.add(new Example(draft.with(input), first, true)));
        boolean generates = generator != null || settingsGenerator != null;
        for (long seed = first; generates && seed < first + count; seed++) {
            examples.add(generate(seed));
        }
        for (byte[] input : inputs) {
            for (long seed = first; seed < first + SELECTIONS; seed++) {
                byte[] selection = InputLines.selection(input, new Random(seed));
                examples.add(new Example(draft.with(selection), seed, false));
            }
        }
        if (examples.isEmpty()) {
            examples.add(new Example(draft, first, true));
        }
        examples.forEach(example -> example.draft.checkInput());
        return examples;
    }

    private Example generate(long seed) {
        var random = new Random(seed);
        var settings = new TreeMap<>(draft.settings());
        if (settingsGenerator != null) {
            settings.putAll(settingsGenerator.apply(random));
        }
        byte[] input =
                generator != null
                        ? generator.apply(random)
                        : inputs.isEmpty() ? null : inputs.get(Math.floorMod(seed, inputs.size()));
        Draft generated = draft.with(settings);
        return new Example(input == null ? generated : generated.with(input), seed, true);
    }
}
