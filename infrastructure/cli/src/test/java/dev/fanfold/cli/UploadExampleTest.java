package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.work.Definitions;
import dev.fanfold.workload.Definition;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `fanfold local` prints an upload that starts a job of one of the project's own workloads.
class UploadExampleTest {
    private static final Definition NUMBERS = Definition.of("numbers", "Reads no input.");

    @Test
    void theExampleIsOfAWorkloadThatReadsAnInput() {
        var definitions =
                Definitions.of(
                        List.of(
                                NUMBERS,
                                Definition.of("words", "Reads an input.").reading(),
                                Definition.of("xylophones", "Reads an input.").reading()));

        assertThat(LocalCommand.uploads(definitions, "inbox"))
                .contains(
                        "aws s3 cp settings.json s3://inbox/words/mine/",
                        "aws s3 cp FILE s3://inbox/words/mine/")
                .noneMatch(line -> line.contains("tabulate") || line.contains("xylophones"));
    }

    @Test
    void withoutSuchAWorkloadThereIsNoExample() {
        assertThat(LocalCommand.uploads(Definitions.of(List.of(NUMBERS)), "inbox")).isEmpty();
        assertThat(LocalCommand.uploads(Definitions.of(List.of()), "inbox")).isEmpty();
    }
}
