package dev.fanfold.cli;

import dev.fanfold.cli.application.ApplicationStarter;
import dev.fanfold.cli.application.LocalWorkloads;
import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Deployments;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.Source;
import java.nio.file.Files;
import java.nio.file.Path;

/// The parts that all commands share. Tests replace some of them.
///
/// @param access the region, credentials and endpoints for calls to AWS
/// @param workloads finds the workloads of templates on this machine
/// @param files reads input files of this machine
/// @param home the home directory: the folder of the launcher, which is in a clone of Fanfold or in
///   a project that `fanfold new` has written
record CommandContext(
        Terminal terminal,
        ApplicationStarter starter,
        Deployments deployments,
        AwsAccess access,
        LocalWorkloads workloads,
        Source files,
        Path home) {
    /// The default template: the one in the current folder, or else the one in the home directory.
    Path template() {
        return template(home);
    }

    static Path template(Path home) {
        Path file = Path.of("template.yaml");
        return Files.isRegularFile(file) ? file : home.resolve(file);
    }
}
