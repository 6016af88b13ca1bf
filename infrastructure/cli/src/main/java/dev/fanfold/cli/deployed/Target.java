package dev.fanfold.cli.deployed;

import java.util.Locale;

/// Where jobs run.
public enum Target {
    /// The local cloud of this machine.
    LOCAL,
    /// LocalStack, on this machine.
    LOCALSTACK,
    /// AWS, with the credentials and the region that the SDK finds.
    AWS;

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
