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

/// Prints a command's text: answers and help to `out`, everything else to `err`.
///
/// Commands print only through this class. It escapes all their text with [VisibleText], so that
/// text from files, jobs and arguments cannot control the terminal. Only the help texts, which
/// picocli writes to [#outWriter] and [#errWriter], are not escaped.
///
/// @param live whether `err` is a terminal on which a line can be redrawn
/// @param colour whether help texts may be coloured
/// @param width the columns of the terminal
public record Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, int width) {
    private static final int DEFAULT_WIDTH = 80;
    private static final String CLEAR = "\r\u001b[K";

    /// The terminal of this process.
    ///
    /// The launcher passes two system properties: `fanfold.terminal` has the descriptors that are
    /// terminals, such as `12` for `out` and `err`, and `fanfold.columns` has the width if `err` is
    /// one. Without the first, the terminals are detected; without the second, `COLUMNS` or else 80
    /// is the width.
    public static Terminal ofProcess() {
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        boolean live = !isDumb && isTerminal(2);
        boolean colour = !isDumb && isTerminal(1) && System.getenv("NO_COLOR") == null;
        return new Terminal(
                stream(FileDescriptor.out), stream(FileDescriptor.err), live, colour, columns());
    }

    /// Prints one line of the answer.
    public void print(String line) {
        out.println(VisibleText.of(line));
    }

    /// Prints one line of the answer: a name in a column of this width, and a text.
    public void print(int columns, String name, String text) {
        String shown = VisibleText.of(name);
        int space = Math.max(1, columns + 1 - VisibleText.width(shown));
        out.println(shown + " ".repeat(space) + VisibleText.of(text));
    }

    /// Prints a JSON document. Control characters are escaped, which does not change its meaning.
    public void printJson(String document) {
        out.println(VisibleText.json(document));
    }

    /// Prints a message for the user in one line, after `fanfold: `, to `err`.
    public void say(String message) {
        err.println("fanfold: " + VisibleText.of(message));
    }

    /// Prints log lines, progress or a stack trace to `err`.
    public void log(String lines) {
        for (String line : lines.split("\r?\n", -1)) {
            err.println(
                    line.startsWith("\t")
                            ? "    " + VisibleText.of(line.substring(1)) // as in stack traces
                            : VisibleText.of(line));
        }
    }

    /// Replaces the line that was drawn last. Only for a live terminal.
    public void draw(String line) {
        // A line as wide as the terminal would wrap, and could not be redrawn.
        err.print(CLEAR + VisibleText.clipped(VisibleText.of(line), width - 1));
        err.flush();
    }

    /// Clears the line that was drawn last. Only for a live terminal.
    public void clear() {
        err.print(CLEAR);
        err.flush();
    }

    /// Whether all output to `out` was written without an error. Output that was dropped because
    /// its reader closed the pipe counts as written.
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

    private static boolean isTerminal(int descriptor) {
        String property = System.getProperty("fanfold.terminal");
        if (property != null) {
            return property.contains(Integer.toString(descriptor));
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
        String property = System.getProperty("fanfold.columns");
        return columnsOrDefault(property == null ? System.getenv("COLUMNS") : property);
    }

    private static int columnsOrDefault(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(text)
                : DEFAULT_WIDTH;
    }
}
