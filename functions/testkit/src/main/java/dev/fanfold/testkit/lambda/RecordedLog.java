package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A logger that keeps the logged lines.
public record RecordedLog(List<String> lines) implements LambdaLogger {
    public RecordedLog() {
        this(new ArrayList<>());
    }

    @Override
    public void log(String message) {
        throw new IllegalStateException("Lambda would format this text: " + message);
    }

    @Override
    public void log(byte[] message) {
        lines.add(new String(message, StandardCharsets.UTF_8));
    }
}
