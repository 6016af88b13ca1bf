package dev.fanfold.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--template`: which application on this machine a command uses.
final class TemplateOption {
    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The application's template; by default template.yaml in the current folder, otherwise Fanfold's own.")
    private @Nullable Path file;

    boolean isGiven() {
        return file != null;
    }

    /// The file of the option, or the default template.
    Path or(CommandContext context) {
        return file == null ? context.template() : file;
    }
}
