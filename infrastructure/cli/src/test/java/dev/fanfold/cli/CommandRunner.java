package dev.fanfold.cli;

import dev.fanfold.cli.application.Application;
import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Deployments;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Runs commands and captures their output. A command that starts an application fails the test.
final class CommandRunner {
    /// For commands that must not look for a deployed application: fails the test.
    static final Deployments NO_DEPLOYMENTS =
            (target, stack, served) -> {
                throw new AssertionError("stack " + stack + " was looked for on " + target);
            };

    private final AwsAccess access;
    final Captured out = new Captured();
    final Captured err = new Captured();

    /// Commands on a machine without settings for AWS.
    CommandRunner() {
        this(Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
    }

    /// Commands on a machine with these environment variables.
    CommandRunner(Map<String, String> environment) {
        this.access = access(environment);
    }

    /// The access to AWS on a machine with only these environment variables.
    static AwsAccess access(Map<String, String> environment) {
        return new AwsAccess(
                environment,
                () -> {
                    throw SdkClientException.create("no region\nin a chain\nof providers");
                },
                () -> {
                    String key = environment.get("AWS_ACCESS_KEY_ID");
                    if (key == null) {
                        throw SdkClientException.create("no key\nin a chain\nof providers");
                    }
                    return AwsBasicCredentials.create(key, "a secret");
                });
    }

    /// Runs the command in Fanfold's own project and returns its exit code.
    int run(Object... args) {
        return runIn(Path.of("../.."), args);
    }

    int runIn(Path home, Object... args) {
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        CommandRunner::failStart,
                        NO_DEPLOYMENTS,
                        access,
                        _ -> Workloads.discovered(),
                        new FileSource(),
                        home);
        return Main.run(context, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    private static Application failStart(
            Path template, ApplicationOptions options, Consumer<String> log) {
        throw new AssertionError("an application was started on " + template);
    }
}
