package dev.fanfold.cli;

import dev.fanfold.cli.application.ApplicationStarter;
import dev.fanfold.cli.application.LocalWorkloads;
import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Deployments;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.Source;
import java.nio.file.Files;
import java.nio.file.Path;

/// The environment in which commands run; tests replace its parts.
///
/// @param access region, credentials and endpoints for calls to AWS
/// @param workloads of applications on this machine
/// @param files reads inputs on this machine
/// @param home where Fanfold's own `template.yaml` is
record CommandContext(
        Terminal terminal,
        ApplicationStarter starter,
        Deployments deployments,
        AwsAccess access,
        LocalWorkloads workloads,
        Source files,
        Path home) {
    /// The default template: that of the current folder, otherwise Fanfold's own.
    Path template() {
        return template(home);
    }

    static Path template(Path home) {
        Path here = Path.of("template.yaml");
        return Files.isRegularFile(here) ? here : home.resolve(here);
    }
}
