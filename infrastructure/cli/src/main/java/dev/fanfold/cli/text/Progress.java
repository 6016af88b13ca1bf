package dev.fanfold.cli.text;

/// Shows how far a job is, while it runs.
public interface Progress {
    /// Something that has no tasks yet, such as starting the cloud.
    void phase(String what);

    void show(ProgressSnapshot now);

    /// Nothing more comes; what follows starts on a line of its own.
    void end();

    /// What this terminal can show: one line drawn again and again, or a plain line now and then.
    static Progress on(Terminal terminal) {
        return terminal.live() ? new ProgressBar(terminal) : new ProgressLines(terminal);
    }

    /// For those who only want the end.
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
