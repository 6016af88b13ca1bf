package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A handler's logger that writes to the cloud's log.
record Log(Consumer<String> cloudLog) implements LambdaLogger {
    @Override
    public void log(String message) {
        cloudLog.accept(message);
    }

    @Override
    public void log(byte[] message) {
        cloudLog.accept(new String(message, StandardCharsets.UTF_8).stripTrailing());
    }
}
