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

/// Local clouds served by processes of their own, and commands that use them.
final class ServedClouds implements AutoCloseable {
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    final Captured out = new Captured();
    final Captured err = new Captured();
    private final Path home;
    private final List<Process> processes = new ArrayList<>();

    /// @param home where commands look for served clouds
    ServedClouds(Path home) {
        this.home = home;
    }

    /// Serves one, which is ready when this returns.
    Process serve(Path data) throws IOException {
        Process process = start(data);
        BufferedReader said = process.inputReader();
        assertThat(said.lines().anyMatch(line -> line.equals("serving until Ctrl-C")))
                .as(Files.readString(log(data)))
                .isTrue();
        return process;
    }

    /// Begins to serve one.
    Process start(Path data) throws IOException {
        Process process =
                Forked.command(
                                home,
                                List.of("-Dfanfold.home=" + home),
                                "local",
                                "--template",
                                PROJECT.resolve("template.yaml").toString(),
                                "--data",
                                data.toString())
                        .redirectError(Redirect.appendTo(log(data).toFile()))
                        .start();
        processes.add(process);
        return process;
    }

    /// What those who serve from this folder said beside their output.
    Path log(Path data) {
        return home.resolve(data.getFileName() + ".log");
    }

    /// A command's exit code.
    int run(Object... words) {
        out.clear();
        err.clear();
        Workloads workloads = Workloads.discovered();
        var here =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        (_, _, _) -> {
                            throw new AssertionError("a line was started");
                        },
                        new Stacks(
                                () -> workloads,
                                home,
                                Typed.access(Map.of()),
                                err.stream()::println),
                        Typed.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        home);
        return Main.run(here, Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    /// The id of a job that this submits.
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
