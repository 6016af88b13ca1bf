package dev.fanfold.cli;

import dev.fanfold.cli.line.Line;
import dev.fanfold.cli.line.LineOptions;
import dev.fanfold.cli.line.Lines;
import dev.fanfold.cli.line.Usage;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Gives one running line to every command that starts one, and stops it once.
record OneLine(Line line) implements Lines, AutoCloseable {
    @Override
    public Line start(Path template, LineOptions options, Consumer<String> log) {
        return new Lent(line);
    }

    @Override
    public void close() {
        line.close();
    }

    /// The line, which stays when it is given back.
    private record Lent(Line line) implements Line {
        @Override
        public Dispatcher dispatcher() {
            return line.dispatcher();
        }

        @Override
        public Inquiries inquiries() {
            return line.inquiries();
        }

        @Override
        public Usage usage() {
            return line.usage();
        }

        @Override
        public void close() {}
    }
}
