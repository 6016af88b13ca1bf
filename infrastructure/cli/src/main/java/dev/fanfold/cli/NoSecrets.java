package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The option `--secret` of commands that start no workers.
///
/// It is rejected with an error that names the remedy. The error does not quote the option's value,
/// because the value may be a secret.
final class NoSecrets {
    private static final String DEPLOYED =
            "--secret works on this machine only, because a deployed pool's template names its secrets: leave it out";

    @Option(names = "--secret", hidden = true)
    private List<String> secrets = new ArrayList<>();

    /// For a command that submits or redrives a job.
    ///
    /// @throws InvalidInputException if a secret was given
    void rejectIfGiven(TargetOptions targetOptions) {
        rejectIfGiven(
                targetOptions.isLocal()
                        ? "--secret is for the command that starts the workers: stop ./fanfold local, start it with the secret, and leave it out here"
                        : DEPLOYED);
    }

    /// For a command that runs no tasks.
    ///
    /// @throws InvalidInputException if a secret was given
    void rejectIfGiven() {
        rejectIfGiven("--secret is for the command that starts the workers: leave it out here");
    }

    private void rejectIfGiven(String message) {
        if (!secrets.isEmpty()) {
            throw new InvalidInputException(message);
        }
    }
}
