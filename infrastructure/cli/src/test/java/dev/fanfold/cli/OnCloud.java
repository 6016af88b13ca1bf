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

/// Commands on a local cloud that is found as a deployed stack is, and what they print.
///
/// @param workloads those that the command line has on its own class path
record OnCloud(LocalCloud cloud, Workloads workloads, Captured out, Captured err) {
    OnCloud(LocalCloud cloud, Workloads workloads) {
        this(cloud, workloads, new Captured(), new Captured());
    }

    /// Runs the command, forgetting what the one before has printed; its exit code.
    int run(Object... args) {
        out.clear();
        err.clear();
        var here =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        (_, _, _) -> {
                            throw new AssertionError("a line was started");
                        },
                        (_, _, _) -> new Deployment(LocalEnvironment.of(cloud), workloads),
                        Typed.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(here, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    /// What was printed as JSON.
    Fields json() {
        return Json.read("output", out.text());
    }
}
