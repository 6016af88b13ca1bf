package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Runs commands on a local cloud that is found like a deployed stack, and captures their output.
///
/// @param workloads the workloads on the command line's class path
record OnCloud(LocalCloud cloud, Workloads workloads, Captured out, Captured err) {
    OnCloud(LocalCloud cloud, Workloads workloads) {
        this(cloud, workloads, new Captured(), new Captured());
    }

    /// Clears the captured output, runs the command and returns its exit code.
    int run(Object... args) {
        out.clear();
        err.clear();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        (_, _, _) -> {
                            throw new AssertionError("an application was started");
                        },
                        (_, _, _) -> new Deployment(LocalEnvironment.of(cloud), workloads),
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(context, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    /// The captured output, read as JSON.
    Fields json() {
        return Json.read("output", out.text());
    }
}
