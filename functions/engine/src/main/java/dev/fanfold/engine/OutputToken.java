package dev.fanfold.engine;

import java.util.HexFormat;

/// The token of the outputs of one execution of a message: 64 random bits, drawn for the first
/// output.
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

    String text() {
        return HexFormat.of().toHexDigits(value());
    }
}
