package dev.fanfold.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which application of this machine a command is about.
final class TemplateOption {
    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The application's template; by default template.yaml of this folder, or else Fanfold's own.")
    private @Nullable Path file;

    boolean isGiven() {
        return file != null;
    }

    /// The file that was given, or the usual one.
    Path or(CommandContext here) {
        return file == null ? here.template() : file;
    }
}
