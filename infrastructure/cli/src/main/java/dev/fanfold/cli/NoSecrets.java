package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// `--secret` where a command starts no workers: it is refused with what to do instead, and what
/// stands behind it is not quoted, because it may be the secret.
final class NoSecrets {
    private static final String DEPLOYED =
            "--secret is for this machine: leave it out, for a deployed pool's template names its secrets";

    @Option(names = "--secret", hidden = true)
    private List<String> secrets = new ArrayList<>();

    /// @throws InvalidInputException when a secret was given
    void refuse(TargetOptions targetOptions) {
        refuse(
                targetOptions.isHere()
                        ? "--secret is for the command that starts the workers: stop ./fanfold local, start it with the secret, and leave it out here"
                        : DEPLOYED);
    }

    /// For a command that runs no task at all.
    ///
    /// @throws InvalidInputException when a secret was given
    void refuse() {
        refuse("--secret is for the command that starts the workers: leave it out here");
    }

    private void refuse(String why) {
        if (!secrets.isEmpty()) {
            throw new InvalidInputException(why);
        }
    }
}
