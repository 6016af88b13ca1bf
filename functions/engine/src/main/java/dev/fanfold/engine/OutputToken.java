package dev.fanfold.engine;

import java.util.HexFormat;

/// The token of the outputs of one execution of a message: 64 random bits.
///
/// It is drawn when it is first needed, because many workloads write no outputs.
final class OutputToken {
    private final Keys keys;
    private boolean drawn;
    private long value;

    OutputToken(Keys keys) {
        this.keys = keys;
    }

    synchronized long value() {
        if (!drawn) {
            value = keys.newOutputToken();
            drawn = true;
        }
        return value;
    }

    /// The token as 16 hexadecimal digits.
    String text() {
        return HexFormat.of().toHexDigits(value());
    }
}
