package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.Templates;
import dev.fanfold.workload.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// `fanfold doctor`: checks this machine for what Fanfold needs.
@Command(
        name = "doctor",
        description = "Checks this machine for what Fanfold needs, and names what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final long MIN_DISK = 1L << 30;
    private static final long MIN_HEAP = 384L << 20;
    private static final String NOT_ON_PATH = "not on the PATH";
    private final CommandContext context;
    private final Programs programs;

    DoctorCommand(CommandContext context) {
        this.context = context;
        this.programs = new Programs(context.access().environment());
    }

    /// The result of one check.
    enum Result {
        OK,
        /// Not found or not usable, but needed for some commands only.
        NONE,
        /// Needed to run jobs on this machine, but missing, invalid or too small.
        MISSING
    }

    /// A line of the output.
    ///
    /// @param text what was found, and the remedy if something is missing
    record Finding(String subject, Result result, String text) {}

    @Override
    public Integer call() {
        List<Finding> findings =
                List.of(
                        jdk(),
                        memory(),
                        disk(),
                        ports(),
                        template(),
                        maven(),
                        docker(),
                        sam(),
                        region(),
                        credentials());
        for (Finding finding : findings) {
            String result = finding.result().name().toLowerCase(Locale.ROOT);
            context.terminal()
                    .print(8, finding.subject(), "%-7s %s".formatted(result, finding.text()));
        }
        boolean missing = findings.stream().anyMatch(finding -> finding.result() == Result.MISSING);
        return missing ? Exit.FAILURE.code() : Exit.SUCCESS.code();
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        String text = Runtime.version() + " in " + System.getProperty("java.home");
        return required(
                "jdk",
                feature >= 25,
                text,
                "Fanfold needs a JDK 25: install one and set JAVA_HOME");
    }

    private static Finding memory() {
        long max = Runtime.getRuntime().maxMemory();
        String text =
                Figures.bytes(max)
                        + " of heap at most, "
                        + Figures.of(Runtime.getRuntime().availableProcessors(), "processor");
        return required("memory", max >= MIN_HEAP, text, "give more with FANFOLD_OPTS=-Xmx1g");
    }

    private static Finding disk() {
        File temporary = new File(System.getProperty("java.io.tmpdir"));
        long free = temporary.getUsableSpace();
        return required(
                "disk",
                free >= MIN_DISK,
                Figures.bytes(free) + " free in " + temporary,
                "free some, at least 1 GiB");
    }

    private static Finding ports() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return required(
                    "ports",
                    true,
                    "127.0.0.1 has free ports, such as " + socket.getLocalPort(),
                    "");
        } catch (IOException e) {
            return required(
                    "ports",
                    false,
                    "127.0.0.1: " + e.getMessage(),
                    "allow this process to listen there");
        }
    }

    private Finding template() {
        Path template = context.template();
        try {
            int functions = Templates.read(template, Map.of(), queue -> queue).functions().size();
            return required(
                    "template", true, template + ", " + Figures.of(functions, "function"), "");
        } catch (TemplateException e) {
            return required(
                    "template",
                    false,
                    String.valueOf(e.getMessage()),
                    "correct it, or start Fanfold with its own script");
        }
    }

    private Finding maven() {
        return optional(
                "mvn",
                programs.find("mvn").map(Path::toString),
                NOT_ON_PATH,
                "needed only to build");
    }

    private Finding sam() {
        String note = "needed only for deploy";
        return Sam.missing(programs)
                .map(text -> new Finding("sam", Result.NONE, text + "; " + note))
                .orElseGet(() -> optional("sam", Sam.version(programs), "", note));
    }

    private Finding region() {
        return neededOnAws("region", context.access()::region);
    }

    private Finding credentials() {
        return neededOnAws("keys", context.access()::credentialsKind);
    }

    private static Finding neededOnAws(String subject, Supplier<String> found) {
        String note = "; needed only for --on aws";
        try {
            return new Finding(subject, Result.OK, found.get() + note);
        } catch (InvalidInputException e) {
            return new Finding(subject, Result.NONE, e.getMessage() + note);
        }
    }

    // `docker version` fails if the client is installed but no Docker engine responds to it.
    private Finding docker() {
        String note = "needed only for sam local and LocalStack in a container";
        Optional<Path> client = programs.find("docker");
        return client.isPresent() && programs.firstLine(client.get(), "version").isEmpty()
                ? new Finding(
                        "docker",
                        Result.NONE,
                        "no engine responds to " + client.get() + "; " + note)
                : optional("docker", client.map(Path::toString), NOT_ON_PATH, note);
    }

    private static Finding optional(
            String subject, Optional<String> found, String defaultText, String note) {
        return new Finding(
                subject,
                found.isPresent() ? Result.OK : Result.NONE,
                found.orElse(defaultText) + "; " + note);
    }

    private static Finding required(String subject, boolean isEnough, String text, String remedy) {
        return new Finding(
                subject,
                isEnough ? Result.OK : Result.MISSING,
                isEnough ? text : text + ": " + remedy);
    }
}
