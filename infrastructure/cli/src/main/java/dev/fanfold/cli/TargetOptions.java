package dev.fanfold.cli;

import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.cli.deployed.Target;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command's job runs.
final class TargetOptions {
    @Option(
            names = "--on",
            paramLabel = "PLACE",
            description =
                    "Where: local (this machine, the default), localstack, or aws, with the credentials and region that the AWS SDK finds.")
    private Target target = Target.LOCAL;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The name it is deployed under; by default fanfold.")
    private String stack = "fanfold";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Of several local clouds that are served, the one that keeps its data there.")
    private @Nullable Path data;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Of several local clouds that are served, the one at this address.")
    private @Nullable String address;

    /// Which of several local clouds.
    ///
    /// @throws InvalidInputException when none is meant
    LocalClouds.Choice served() {
        var choice =
                new LocalClouds.Choice(Optional.ofNullable(data), Optional.ofNullable(address));
        if (!isHere() && !choice.equals(LocalClouds.Choice.ONLY)) {
            throw new InvalidInputException(
                    "there is one application of a name on %s: leave%s out"
                            .formatted(target, choice));
        }
        return choice;
    }

    boolean isHere() {
        return target == Target.LOCAL;
    }

    Target target() {
        return target;
    }

    String stack() {
        return stack;
    }

    /// What a command needs to mean the same place again.
    String again() {
        String at = isHere() ? served().toString() : " --on " + target;
        return at + (stack.equals("fanfold") ? "" : " --stack " + stack);
    }
}
