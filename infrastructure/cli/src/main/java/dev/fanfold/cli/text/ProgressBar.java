package dev.fanfold.cli.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line that is redrawn for each update.
final class ProgressBar implements Progress {
    private static final int BAR = 20;
    private final Terminal terminal;

    ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void phase(String what) {
        terminal.draw(what + " ...");
    }

    @Override
    public void show(ProgressSnapshot now) {
        String unplanned = now.waiting().isEmpty() ? now.planning() + " ..." : now.waiting();
        terminal.draw(now.isPlanned() ? line(now) : unplanned);
    }

    @Override
    public void end() {
        terminal.clear();
    }

    static String line(ProgressSnapshot now) {
        String left = now.left().isZero() ? "" : Figures.clock(now.left()) + " left";
        return Stream.concat(
                        Stream.of(bar(now.share())),
                        List.of(now.tasks(), now.done(), now.rate(), left).stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    /// A bar that is filled to this share, 0 to 1.
    static String bar(double share) {
        int filled = (int) (share * BAR);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }
}
