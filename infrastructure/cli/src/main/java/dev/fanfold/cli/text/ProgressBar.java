package dev.fanfold.cli.text;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line, drawn again each time.
final class ProgressBar implements Progress {
    private static final String CLEAR = "\r\u001b[K";
    private static final int BAR = 20;
    private final PrintStream screen;
    private final int width;

    ProgressBar(PrintStream screen, int width) {
        this.screen = screen;
        this.width = width;
    }

    @Override
    public void phase(String what) {
        draw(what + " ...");
    }

    @Override
    public void show(Snapshot now) {
        draw(now.isPlanned() ? line(now) : "planning ...");
    }

    @Override
    public void end() {
        screen.print(CLEAR);
        screen.flush();
    }

    static String line(Snapshot now) {
        int filled = (int) (now.share() * BAR);
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
        String left = now.left().isZero() ? "" : Figures.clock(now.left()) + " left";
        return Stream.concat(
                        Stream.of(bar),
                        List.of(now.tasks(), now.bytes(), now.rate(), left).stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    // A line as wide as the screen would wrap, and then not be drawn over.
    private void draw(String line) {
        screen.print(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
        screen.flush();
    }
}
