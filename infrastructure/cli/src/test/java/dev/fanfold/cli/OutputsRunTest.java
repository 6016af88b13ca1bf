package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The outputs of jobs on the local cloud, as the command line lists and copies them.
@Timeout(180)
class OutputsRunTest {
    private static final String ON = "--on=aws";
    private static LocalCloud cloud;
    private static OnCloud commands;
    private static String job;
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults().code(FunctionCode.classPath()).log(line -> {}));
        commands = new OnCloud(cloud, Workloads.discovered());
        assertThat(commands.run("run", "filing", "--json", ON)).isZero();
        job = commands.json().object("job").text("id");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void outputsAreListedByRoundTaskAndName() throws Exception {
        assertThat(commands.run("outputs", job, "--json", ON)).isZero();

        List<Fields> outputs = commands.json().objects("outputs");
        assertThat(commands.json().raw("more")).isEqualTo(false);
        assertThat(outputs).hasSize(12);
        int at = 0;
        for (int round = 0; round < 2; round++) {
            for (int task = 0; task < 3; task++) {
                for (String name : List.of("a note.txt", "data.bin")) {
                    byte[] bytes = Filing.bytes(round, task, name, 100_000);
                    Fields output = outputs.get(at++);
                    assertThat(output.number("round")).isEqualTo(round);
                    assertThat(output.number("task")).isEqualTo(task);
                    assertThat(output.text("name")).isEqualTo(name);
                    assertThat(output.number("bytes")).isEqualTo(bytes.length);
                    assertThat(output.text("sha256"))
                            .isEqualTo(
                                    HexFormat.of()
                                            .formatHex(
                                                    MessageDigest.getInstance("SHA-256")
                                                            .digest(bytes)));
                }
            }
        }
        assertThat(commands.run("outputs", job, ON)).isZero();
        assertThat(commands.out().text())
                .startsWith("round  task  name         bytes  sha256")
                .hasLineCount(13);
        assertThat(commands.err().text()).isEmpty();
    }

    @Test
    void theListIsLimitedAndSaysThatThereIsMore() {
        assertThat(commands.run("outputs", job, "--limit", "11", ON)).isZero();
        assertThat(commands.out().text()).hasLineCount(12);
        assertThat(commands.err().text()).contains("--limit N shows more").hasLineCount(1);

        assertThat(commands.run("outputs", job, "--limit", "11", "--json", ON)).isZero();
        assertThat(commands.json().objects("outputs")).hasSize(11);
        assertThat(commands.json().raw("more")).isEqualTo(true);

        assertThat(commands.run("outputs", job, "--limit", "12", ON)).isZero();
        assertThat(commands.err().text()).isEmpty();
        for (String limit : new String[] {"0", "100001"}) {
            assertThat(commands.run("outputs", job, "--limit", limit, ON)).isEqualTo(2);
            assertThat(commands.err().text()).contains("--limit is 1 to 100000, not " + limit);
        }
        assertThat(commands.run("outputs", job, "--limit", "100000", ON)).isZero();
    }

    @Test
    void onlyOutputsWhoseNameMatchesAreListedAndCopied() throws IOException {
        assertThat(commands.run("outputs", job, "--name", "*.b?n", "--json", ON)).isZero();
        assertThat(commands.json().objects("outputs"))
                .hasSize(6)
                .allMatch(output -> output.text("name").equals("data.bin"));

        assertThat(commands.run("outputs", job, "--name", "a *", "--get", directory, ON)).isZero();
        assertThat(commands.err().text()).contains("6 files copied");
        assertThat(files(directory)).hasSize(6).allMatch(file -> file.endsWith("/a note.txt"));

        assertThat(commands.run("outputs", job, "--name", "*.csv", ON)).isZero();
        assertThat(commands.err().text())
                .isEqualTo(
                        "fanfold: job %s has no outputs whose name matches \"*.csv\"\n"
                                .formatted(job));
        assertThat(commands.run("outputs", job, "--name", "x/y", ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("--name \"x/y\"").hasLineCount(1);
    }

    @Test
    void outputsAreCopiedOnceAndAFileWithOtherBytesIsKept() throws IOException {
        Path target = directory.resolve("made/here");

        assertThat(commands.run("outputs", job, "--get", target, ON)).isZero();

        assertThat(commands.err().text())
                .isEqualTo(
                        "fanfold: outputs in %s: 12 files copied, 585.9 KiB\n".formatted(target));
        assertThat(commands.out().text()).isEmpty();
        assertHasOutputs(target);
        Files.delete(target.resolve("0/1/data.bin"));
        Files.writeString(target.resolve("1/2/data.bin"), "mine");
        assertThat(commands.run("outputs", job, "--get", target, ON)).isEqualTo(1);
        assertThat(commands.err().text())
                .contains(target.resolve("1/2/data.bin") + " exists and is another file")
                .contains("1 file copied, 97.7 KiB; 10 files were complete; 1 failed");
        assertThat(target.resolve("1/2/data.bin")).hasContent("mine");
        Files.delete(target.resolve("1/2/data.bin"));
        assertThat(commands.run("outputs", job, "--get", target, ON)).isZero();
        assertHasOutputs(target);
    }

    @Test
    void aJobWithoutOutputsSaysSo() throws IOException {
        assertThat(commands.run("run", "noop", "--set", "tasks=2", "--json", ON)).isZero();
        String none = commands.json().object("job").text("id");

        for (Object[] options : new Object[][] {{}, {"--get", directory}}) {
            var words = Stream.concat(Stream.of("outputs", none, ON), Stream.of(options));
            assertThat(commands.run(words.toArray())).isZero();
            assertThat(commands.err().text())
                    .isEqualTo("fanfold: job " + none + " has no outputs\n");
            assertThat(commands.out().text()).isEmpty();
        }
        assertThat(commands.run("outputs", none, "--json", ON)).isZero();
        assertThat(commands.json().objects("outputs")).isEmpty();
        assertThat(commands.run("result", none, "--out", directory, ON)).isZero();
        assertThat(files(directory)).containsExactly("result.csv", "result.json");
    }

    @Test
    void filesThatCannotBeWrittenAreReportedInOneLine() throws IOException {
        Path obstacle = Files.writeString(directory.resolve("1"), "");

        assertThat(commands.run("outputs", job, "--get", directory, ON)).isEqualTo(1);

        assertThat(commands.err().text())
                .contains("the outputs could not be written to " + directory, obstacle.toString())
                .hasLineCount(1);
    }

    @Test
    void wrongArgumentsAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("outputs"), "");

        assertThat(commands.run("outputs", "0".repeat(32), ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("there is no job 000");
        assertThat(commands.run("outputs", "x", ON)).isEqualTo(2);
        assertThat(commands.run("outputs", job, "--get", file, ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("--get " + file + " cannot be created");
        for (String option : new String[] {"--json", "--limit=1"}) {
            assertThat(commands.run("outputs", job, "--get", directory, option, ON)).isEqualTo(2);
            assertThat(commands.err().text())
                    .contains("leave " + option.replace("=1", "") + " out");
        }
        assertThat(commands.run("result", job, "--out", directory, ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains(file + " is a file");
    }

    @Test
    void outOfADeployedRunAndOfAResultBringsTheOutputs() throws IOException {
        Path ran = directory.resolve("ran");
        Path result = directory.resolve("result");

        assertThat(commands.run("run", "filing", "--out", ran, ON)).isZero();
        assertThat(commands.err().text()).contains("outputs in " + ran.resolve("outputs") + ": 12");
        assertThat(commands.run("result", job, "--out", result, ON)).isZero();

        assertHasOutputs(ran.resolve("outputs"));
        assertHasOutputs(result.resolve("outputs"));
        assertThat(ran.resolve("result.json")).hasContent("3");
        assertThat(result.resolve("result.json")).hasContent("3");
        // The answer is printed and kept, but the outputs are not complete.
        Files.writeString(result.resolve("outputs/0/0/data.bin"), "mine");
        assertThat(commands.run("result", job, "--out", result, ON)).isEqualTo(1);
        assertThat(commands.out().text()).contains("succeeded  filing, job " + job);
    }

    @Test
    void outOfARunOnThisMachineBringsTheOutputs() throws IOException {
        assertThat(runHere("--out", directory, "--json")).isZero();

        assertHasOutputs(directory.resolve("outputs"));
        assertThat(directory.resolve("result.json")).hasContent("3");
    }

    @Test
    void aJobThatLostATaskBringsTheOutputsThatCount() throws IOException {
        assertThat(runHere("--out", directory, "--set", "fails=1", "--tolerate", "1")).isEqualTo(1);

        assertThat(files(directory.resolve("outputs")))
                .hasSize(10)
                .contains("0/1/data.bin", "1/0/data.bin", "1/2/data.bin");
    }

    private static void assertHasOutputs(Path target) throws IOException {
        assertThat(files(target)).hasSize(12);
        for (String file : files(target)) {
            String[] names = file.split("/", -1);
            assertThat(target.resolve(file))
                    .hasBinaryContent(
                            Filing.bytes(
                                    Integer.parseInt(names[0]),
                                    Integer.parseInt(names[1]),
                                    names[2],
                                    100_000));
        }
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static int runHere(Object... options) {
        Workloads workloads = Workloads.discovered();
        var context =
                new CommandContext(
                        new Terminal(
                                new Captured().stream(), new Captured().stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(
                context,
                Stream.concat(Stream.of("run", "filing"), Stream.of(options))
                        .map(Object::toString)
                        .toArray(String[]::new));
    }
}
