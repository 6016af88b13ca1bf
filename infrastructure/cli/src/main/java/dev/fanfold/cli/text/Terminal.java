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
/// All that a command prints goes through one of the methods here, and what comes from a file, a
/// job or an argument is escaped on the way, as [VisibleText] says: it cannot command the screen.
///
/// @param live whether `err` is a screen on which a line can be drawn again
/// @param colour whether help may be coloured
/// @param width columns of the screen
public record Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, int width) {
    private static final int DEFAULT_WIDTH = 80;
    private static final String CLEAR = "\r\u001b[K";

    /// This process's own. The command that starts it knows whether it has a screen and says so in
    /// `fanfold.terminal` and `fanfold.columns`; otherwise it is found out.
    public static Terminal ofProcess() {
        boolean smart = !"dumb".equals(System.getenv("TERM"));
        boolean live = smart && isScreen(2);
        boolean colour = smart && isScreen(1) && System.getenv("NO_COLOR") == null;
        return new Terminal(
                stream(FileDescriptor.out), stream(FileDescriptor.err), live, colour, columns());
    }

    /// Prints one line of the answer.
    public void print(String line) {
        out.println(VisibleText.of(line));
    }

    /// Prints one line of the answer: a name in so many columns, and what there is to say of it.
    public void print(int columns, String name, String text) {
        String shown = VisibleText.of(name);
        int space = Math.max(1, columns + 1 - VisibleText.width(shown));
        out.println(shown + " ".repeat(space) + VisibleText.of(text));
    }

    /// Prints an answer in JSON, for programs: it means what it meant.
    public void printJson(String document) {
        out.println(VisibleText.json(document));
    }

    /// Says something beside the answer, on one line.
    public void say(String what) {
        err.println("fanfold: " + VisibleText.of(what));
    }

    /// Says what a function logged, what happens now, or a stack trace: lines as they come.
    public void log(String lines) {
        for (String line : lines.split("\r?\n", -1)) {
            err.println(
                    line.startsWith("\t")
                            ? "    " + VisibleText.of(line.substring(1)) // as stack traces are set
                            : VisibleText.of(line));
        }
    }

    /// Draws one line over the one that was drawn last; only where [#live()].
    public void draw(String line) {
        // A line as wide as the screen would wrap, and then not be drawn over.
        err.print(CLEAR + VisibleText.clipped(VisibleText.of(line), width - 1));
        err.flush();
    }

    /// Clears what was drawn; only where [#live()].
    public void clear() {
        err.print(CLEAR);
        err.flush();
    }

    /// Whether everything that was printed went where it was to go.
    public boolean isWritten() {
        return !out.checkError();
    }

    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new PipedOutput(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
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
        return text != null && text.matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(text)
                : DEFAULT_WIDTH;
    }
}
