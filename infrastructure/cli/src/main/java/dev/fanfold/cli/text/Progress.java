package dev.fanfold.cli.text;

/// Shows the progress of a running job.
public interface Progress {
    /// Shows a step before there are tasks, such as the start of the cloud.
    void phase(String what);

    void show(ProgressSnapshot now);

    /// Ends the display; later output starts on a new line.
    void end();

    /// A redrawn line on a live terminal, otherwise a plain line every few seconds.
    static Progress on(Terminal terminal) {
        return terminal.live() ? new ProgressBar(terminal) : new ProgressLines(terminal);
    }

    /// Shows nothing.
    static Progress silent() {
        return new Progress() {
            @Override
            public void phase(String what) {}

            @Override
            public void show(ProgressSnapshot now) {}

            @Override
            public void end() {}
        };
    }
}
