package dev.fanfold.cli;

import dev.fanfold.cli.deployed.On;
import picocli.CommandLine.Option;

/// Where a command's job runs.
final class Where {
    @Option(
            names = "--on",
            paramLabel = "PLACE",
            description =
                    "Where: local (this machine, the default), localstack, or aws, with the credentials and region that the AWS SDK finds.")
    private On on = On.LOCAL;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The name it is deployed under; by default fanfold.")
    private String stack = "fanfold";

    boolean isHere() {
        return on == On.LOCAL;
    }

    On on() {
        return on;
    }

    String stack() {
        return stack;
    }

    /// What a command needs to mean the same place again.
    String again() {
        String at = isHere() ? "" : " --on " + on;
        return at + (stack.equals("fanfold") ? "" : " --stack " + stack);
    }
}
