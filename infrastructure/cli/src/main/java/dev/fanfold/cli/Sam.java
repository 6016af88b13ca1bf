package dev.fanfold.cli;

import java.util.Optional;

/// The SAM CLI, which deploys to AWS.
final class Sam {
    private Sam() {}

    /// The reason why the SAM CLI cannot be used, with the remedy; empty if it works.
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

    /// The version and path of the SAM CLI, if it works.
    static Optional<String> version(Programs programs) {
        return programs.find("sam")
                .flatMap(sam ->
                        programs.firstLine(sam, "--version").map(version -> version + ", " + sam));
    }
}
