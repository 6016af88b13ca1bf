package dev.fanfold.cli.text;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a command's text goes: answers to `out`, everything else to `err`.
///
/// @param live whether `err` is a screen on which a line can be drawn again
/// @param colour whether help may be coloured
/// @param width columns of the screen
public record Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, int width) {
    private static final int USUAL_WIDTH = 80;

    /// This process's own. The command that starts it knows whether it has a screen and says so in
    /// `fanfold.terminal` and `fanfold.columns`; otherwise it is found out.
    public static Terminal ofProcess() {
        boolean smart = !"dumb".equals(System.getenv("TERM"));
        boolean live = smart && isScreen(2);
        boolean colour = smart && isScreen(1) && System.getenv("NO_COLOR") == null;
        return new Terminal(
                stream(FileDescriptor.out), stream(FileDescriptor.err), live, colour, columns());
    }

    /// Says something beside the answer, on one line; what a file has put into it cannot command
    /// the screen.
    public void say(String what) {
        String line = what.strip().replaceAll("\\s*\\R\\s*", " ").replace("\t", "\\t");
        err.println("fanfold: " + line.replaceAll("\\p{Cc}", "?"));
    }

    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new Piped(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    private static boolean isScreen(int descriptor) {
        String told = System.getProperty("fanfold.terminal");
        if (told != null) {
            return told.contains(Integer.toString(descriptor));
        }
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    private static int columns() {
        String told = System.getProperty("fanfold.columns");
        return positive(told == null ? System.getenv("COLUMNS") : told);
    }

    private static int positive(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : USUAL_WIDTH;
    }
}
