package dev.fanfold.cli.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A plain line every few seconds, for logs.
final class ProgressLines implements Progress {
    static final Duration EVERY = Duration.ofSeconds(3);
    private final Terminal terminal;
    private Duration next = EVERY;

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void phase(String what) {} // a log shows what happened, not what is about to happen

    @Override
    public void show(ProgressSnapshot now) {
        if (now.elapsed().compareTo(next) >= 0) {
            next = now.elapsed().plus(EVERY);
            terminal.log(
                    now.isPlanned() ? line(now) : "planning for " + Figures.time(now.elapsed()));
        }
    }

    @Override
    public void end() {}

    static String line(ProgressSnapshot now) {
        String left = now.left().isZero() ? "" : "about " + Figures.time(now.left()) + " left";
        return List.of(now.tasks(), now.bytes(), now.rate(), left).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
