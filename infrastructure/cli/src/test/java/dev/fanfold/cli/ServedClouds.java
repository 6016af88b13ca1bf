package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.deployed.Stacks;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Local clouds served by separate processes, and commands that use them.
final class ServedClouds implements AutoCloseable {
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    final Captured out = new Captured();
    final Captured err = new Captured();
    private final Path home;
    private final List<Process> processes = new ArrayList<>();

    /// @param home the folder where commands look for served clouds
    ServedClouds(Path home) {
        this.home = home;
    }

    /// Starts a cloud and waits until it is ready.
    ///
    /// @param options further options of its command
    Process serve(Path data, String... options) throws IOException {
        Process process = start(data, options);
        BufferedReader output = process.inputReader();
        assertThat(output.lines().anyMatch(line -> line.equals("serving until Ctrl-C")))
                .as(Files.readString(log(data)))
                .isTrue();
        return process;
    }

    /// Starts a cloud without waiting.
    Process start(Path data, String... options) throws IOException {
        var words =
                new ArrayList<>(
                        List.of(
                                "local",
                                "--template",
                                PROJECT.resolve("template.yaml").toString(),
                                "--data",
                                data.toString()));
        words.addAll(List.of(options));
        Process process =
                Forked.command(
                                home,
                                List.of("-Dfanfold.home=" + home),
                                words.toArray(String[]::new))
                        .redirectError(Redirect.appendTo(log(data).toFile()))
                        .start();
        processes.add(process);
        return process;
    }

    /// The standard error of the processes that serve this data directory.
    Path log(Path data) {
        return home.resolve(data.getFileName() + ".log");
    }

    /// Runs a command and returns its exit code.
    int run(Object... words) {
        out.clear();
        err.clear();
        Workloads workloads = Workloads.discovered();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        (_, _, _) -> {
                            throw new AssertionError("an application was started");
                        },
                        new Stacks(
                                () -> workloads,
                                home,
                                CommandRunner.access(Map.of()),
                                err.stream()::println),
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        home);
        return Main.run(context, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    /// Submits a job and returns its id.
    String submit(Path data, String... words) {
        var all = new ArrayList<Object>(List.of("submit", "--data", data));
        all.addAll(List.of(words));
        assertThat(run(all.toArray())).as(err.text()).isZero();
        return out.text().strip();
    }

    /// Waits until the job is in this state.
    void await(Path data, String job, String state) {
        Await.until(job + " is " + state)
                .until(() ->
                        run("status", job, "--data", data, "--json") == 0
                                && out.text().contains("\"state\":\"" + state + "\""));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        Await.until("the clouds have ended")
                .until(() -> processes.stream().noneMatch(Process::isAlive));
    }
}
