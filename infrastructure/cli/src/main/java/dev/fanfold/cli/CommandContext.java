package dev.fanfold.cli;

import dev.fanfold.cli.application.ApplicationStarter;
import dev.fanfold.cli.application.LocalWorkloads;
import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Deployments;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.Source;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a command finds around it.
///
/// @param access what there is to call AWS with
/// @param workloads of the applications on this machine
/// @param files reads inputs of this machine
/// @param home where Fanfold's own `template.yaml` is
record CommandContext(
        Terminal terminal,
        ApplicationStarter starter,
        Deployments deployments,
        AwsAccess access,
        LocalWorkloads workloads,
        Source files,
        Path home) {
    /// The application that a command is about if it does not say which: that of the folder in
    /// which it runs, or else Fanfold's own.
    Path template() {
        return template(home);
    }

    static Path template(Path home) {
        Path here = Path.of("template.yaml");
        return Files.isRegularFile(here) ? here : home.resolve(here);
    }
}
