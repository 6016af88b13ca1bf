package dev.fanfold.local.function;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Stack traces as text.
final class Traces {
    private Traces() {}

    static String of(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }
}
