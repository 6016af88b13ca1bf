package dev.fanfold.cli.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A plain line every few seconds, for logs.
final class ProgressLines implements Progress {
    static final Duration EVERY = Duration.ofSeconds(3);
    private final Terminal terminal;
    private Duration next = EVERY;
    private String lastWaiting = "";

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void phase(String what) {} // a log shows what happened, not what is about to happen

    @Override
    public void show(ProgressSnapshot now) {
        if (now.elapsed().compareTo(next) >= 0) {
            next = now.elapsed().plus(EVERY);
            String waiting = now.waiting();
            // A round may wait for days, so its line is printed once.
            if (waiting.isEmpty() || !waiting.equals(lastWaiting)) {
                terminal.log(waiting.isEmpty() ? text(now) : waiting);
            }
            lastWaiting = waiting;
        }
    }

    @Override
    public void end() {}

    private static String text(ProgressSnapshot now) {
        return now.isPlanned() ? line(now) : now.planning() + " for " + Figures.time(now.elapsed());
    }

    static String line(ProgressSnapshot now) {
        String left = now.left().isZero() ? "" : "about " + Figures.time(now.left()) + " left";
        return List.of(now.tasks(), now.done(), now.rate(), left).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
