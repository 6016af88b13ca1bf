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
    private static final long MIN_MEMORY = 384L << 20;
    private static final String NO_PATH = "not on the PATH";
    private final CommandContext here;
    private final Programs programs;

    DoctorCommand(CommandContext here) {
        this.here = here;
        this.programs = new Programs(here.access().environment());
    }

    /// The result of one check.
    enum Verdict {
        OK,
        /// Not found, and not required.
        NONE,
        MISSING
    }

    /// @param text what was found, and the remedy if that is not enough
    record Finding(String what, Verdict verdict, String text) {}

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
            String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
            here.terminal().print(8, finding.what(), "%-7s %s".formatted(verdict, finding.text()));
        }
        boolean missing =
                findings.stream().anyMatch(finding -> finding.verdict() == Verdict.MISSING);
        return missing ? Exit.FAILURE.code() : Exit.SUCCESS.code();
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        String text = Runtime.version() + " in " + System.getProperty("java.home");
        return found(
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
        return found("memory", max >= MIN_MEMORY, text, "give more with FANFOLD_OPTS=-Xmx1g");
    }

    private static Finding disk() {
        File temporary = new File(System.getProperty("java.io.tmpdir"));
        long free = temporary.getUsableSpace();
        return found(
                "disk",
                free >= MIN_DISK,
                Figures.bytes(free) + " free in " + temporary,
                "free some, at least 1 GiB");
    }

    private static Finding ports() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return found(
                    "ports",
                    true,
                    "127.0.0.1 has free ports, such as " + socket.getLocalPort(),
                    "");
        } catch (IOException e) {
            return found(
                    "ports",
                    false,
                    "127.0.0.1: " + e.getMessage(),
                    "allow this process to listen there");
        }
    }

    private Finding template() {
        Path template = here.template();
        try {
            int functions = Templates.read(template, Map.of(), queue -> queue).functions().size();
            return found("template", true, template + ", " + Figures.of(functions, "function"), "");
        } catch (TemplateException e) {
            return found(
                    "template",
                    false,
                    String.valueOf(e.getMessage()),
                    "correct it, or start Fanfold with its own script");
        }
    }

    private Finding maven() {
        return optional(
                "mvn", programs.find("mvn").map(Path::toString), NO_PATH, "needed only to build");
    }

    private Finding sam() {
        String use = "needed only for deploy";
        return Sam.missing(programs)
                .map(text -> new Finding("sam", Verdict.NONE, text + "; " + use))
                .orElseGet(() -> optional("sam", Sam.version(programs), "", use));
    }

    private Finding region() {
        return onAws("region", here.access()::region);
    }

    private Finding credentials() {
        return onAws("keys", here.access()::credentialsKind);
    }

    private static Finding onAws(String what, Supplier<String> found) {
        String use = "; needed only for --on aws";
        try {
            return new Finding(what, Verdict.OK, found.get() + use);
        } catch (InvalidInputException e) {
            return new Finding(what, Verdict.NONE, e.getMessage() + use);
        }
    }

    // The client alone is not enough: an engine must respond to it.
    private Finding docker() {
        String use = "needed only for sam local and LocalStack in a container";
        Optional<Path> client = programs.find("docker");
        return client.isPresent() && programs.says(client.get(), "version").isEmpty()
                ? new Finding(
                        "docker",
                        Verdict.NONE,
                        "no engine responds to " + client.get() + "; " + use)
                : optional("docker", client.map(Path::toString), NO_PATH, use);
    }

    private static Finding optional(
            String what, Optional<String> found, String otherwise, String use) {
        return new Finding(
                what,
                found.isPresent() ? Verdict.OK : Verdict.NONE,
                found.orElse(otherwise) + "; " + use);
    }

    private static Finding found(String what, boolean enough, String text, String remedy) {
        return new Finding(
                what, enough ? Verdict.OK : Verdict.MISSING, enough ? text : text + ": " + remedy);
    }
}
