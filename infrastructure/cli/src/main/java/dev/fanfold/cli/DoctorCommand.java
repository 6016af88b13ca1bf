package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.local.template.TemplateException;
import dev.fanfold.local.template.Templates;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/// `fanfold doctor`: what is there and what is missing.
@Command(name = "doctor", description = "Says what is there and what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LEAST_DISK = 1L << 30;
    private static final long LEAST_MEMORY = 384L << 20;
    private final Surroundings here;

    DoctorCommand(Surroundings here) {
        this.here = here;
    }

    /// What was looked at.
    enum Verdict {
        OK,
        /// It works without.
        NONE,
        MISSING
    }

    /// @param text what was found, and what to do when that is not enough
    record Finding(String what, Verdict verdict, String text) {}

    @Override
    public Integer call() {
        List<Finding> findings =
                List.of(jdk(), memory(), disk(), ports(), template(), maven(), docker());
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
        long most = Runtime.getRuntime().maxMemory();
        String text =
                Figures.bytes(most)
                        + " of heap at most, "
                        + Figures.of(Runtime.getRuntime().availableProcessors(), "processor");
        return found("memory", most >= LEAST_MEMORY, text, "give more with FANFOLD_OPTS=-Xmx1g");
    }

    private static Finding disk() {
        File temporary = new File(System.getProperty("java.io.tmpdir"));
        long free = temporary.getUsableSpace();
        return found(
                "disk",
                free >= LEAST_DISK,
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
                    "mend it, or start Fanfold by its own script");
        }
    }

    private static Finding maven() {
        return onPath("mvn", "needed only to build");
    }

    // The client alone can do nothing: what counts is an engine that answers it.
    private static Finding docker() {
        Finding client =
                onPath("docker", "needed only for sam local and LocalStack in a container");
        return client.verdict() == Verdict.OK && !answers("docker", "version")
                ? new Finding("docker", Verdict.NONE, "no engine answers " + client.text())
                : client;
    }

    private static boolean answers(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(5, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Finding onPath(String program, String use) {
        Optional<Path> where =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst();
        return new Finding(
                program,
                where.isPresent() ? Verdict.OK : Verdict.NONE,
                where.map(Path::toString).orElse("not on the PATH") + "; " + use);
    }

    private static Finding found(String what, boolean enough, String text, String remedy) {
        return new Finding(
                what, enough ? Verdict.OK : Verdict.MISSING, enough ? text : text + ": " + remedy);
    }
}
