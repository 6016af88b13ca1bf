package dev.fanfold.cli;

import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Deployments;
import dev.fanfold.cli.line.Lines;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Source;
import java.nio.file.Path;

/// What a command finds around it.
///
/// @param access what there is to call AWS with
/// @param files reads inputs of this machine
/// @param home where Fanfold's own `template.yaml` is
record Surroundings(
        Terminal terminal,
        Lines lines,
        Deployments deployments,
        AwsAccess access,
        Workloads workloads,
        Source files,
        Path home) {
    Path template() {
        return home.resolve("template.yaml");
    }
}
