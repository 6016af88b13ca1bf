package dev.fanfold.cli;

import java.util.Optional;

/// The SAM CLI, which deploys to AWS.
final class Sam {
    private Sam() {}

    /// Why the SAM CLI cannot be used, with the remedy; empty if it runs.
    static Optional<String> missing(Programs programs) {
        if (programs.find("sam").isEmpty()) {
            return Optional.of(
                    "the SAM CLI (sam) is not on the PATH: install it, https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html");
        }
        return version(programs).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the SAM CLI does not run: check the output of %s --version, and install it again"
                                .formatted(programs.find("sam").orElseThrow()));
    }

    /// Its version and path, if it runs.
    static Optional<String> version(Programs programs) {
        return programs.find("sam")
                .flatMap(sam ->
                        programs.says(sam, "--version").map(version -> version + ", " + sam));
    }
}
