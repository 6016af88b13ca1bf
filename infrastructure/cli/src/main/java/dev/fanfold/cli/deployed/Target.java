package dev.fanfold.cli.deployed;

import java.util.Locale;

/// The values of `--on`: where an application runs.
public enum Target {
    /// A local cloud on this machine.
    LOCAL,
    /// LocalStack, on this machine.
    LOCALSTACK,
    /// AWS, with the credentials and region that the SDK finds.
    AWS;

    /// The value on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
