package dev.fanfold.cli;

import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.cli.deployed.Target;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that select an application: `--on`, `--stack`, `--data`, `--address`.
final class TargetOptions {
    @Option(
            names = "--on",
            paramLabel = "PLACE",
            description =
                    "Where the application runs: local (this machine, the default), localstack, or aws, with the credentials and region that the AWS SDK finds.")
    private Target target = Target.LOCAL;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The application's stack name; by default ${DEFAULT-VALUE}.")
    private String stack = defaultStack();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "If several local clouds are served: the one that keeps its data in this directory.")
    private @Nullable Path data;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "If several local clouds are served: the one at this address.")
    private @Nullable String address;

    /// The default stack name: `fanfold` for a clone of Fanfold. The launcher of a project reads it
    /// from the project's `samconfig.toml`.
    static String defaultStack() {
        return System.getProperty("fanfold.stack", "fanfold");
    }

    /// Which local cloud `--data` and `--address` select.
    ///
    /// @throws InvalidInputException if `--data` or `--address` is given and `--on` is not local
    LocalClouds.Choice served() {
        var choice =
                new LocalClouds.Choice(Optional.ofNullable(data), Optional.ofNullable(address));
        if (!isLocal() && !choice.equals(LocalClouds.Choice.ONLY)) {
            throw new InvalidInputException(
                    "on %s the stack name identifies the application: leave%s out"
                            .formatted(target, choice));
        }
        return choice;
    }

    /// Whether `--on` is `local`, which is the default.
    boolean isLocal() {
        return target == Target.LOCAL;
    }

    Target target() {
        return target;
    }

    String stack() {
        return stack;
    }

    /// The options with which another command selects the same application, each after a space.
    /// Options that have their defaults are left out.
    String asText() {
        String place = isLocal() ? served().toString() : " --on " + target;
        return place + (stack.equals(defaultStack()) ? "" : " --stack " + stack);
    }
}
