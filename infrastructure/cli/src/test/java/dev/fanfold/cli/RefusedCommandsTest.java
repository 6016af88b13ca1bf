package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Invalid commands are refused with one line, before anything starts.
class RefusedCommandsTest {
    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> anInvalidArgumentIsReportedInOneLineBeforeAnythingStarts()
            throws IOException {
        Path data = write("data.csv", "carrier,delay\nAA,1\n");
        Path empty = write("empty.csv", "");
        Path binary = directory.resolve("binary.csv");
        Files.write(binary, new byte[] {'a', ',', 'b', '\n', (byte) 0xff, '\n'});
        Path none = directory.resolve("none.csv");
        Path occupied = directory.resolve("taken");
        Files.createDirectories(occupied.resolve("result.json"));
        return Stream.of(
                refused("--seeds is 1 to 100000000, not 0", "prove", "--seeds", "0"),
                refused("not 100000001", "prove", "--seeds", "100000001"),
                refused("not -1", "prove", "--from", "-1"),
                refused("--from is 0 to", "prove", "--from", Long.toString(Long.MAX_VALUE)),
                refused("a whole number is wanted, not \"x\"", "prove", "--replay", "x"),
                refused("no fault is called flood", "prove", "--replay", "7 faults=flood"),
                refused("no such file: " + none, "run", "tabulate", "--input", none),
                refused("empty.csv is empty", "run", "tabulate", "--input", empty),
                refused("is a directory; give one file", "run", "tabulate", "--input", directory),
                refused("did you mean tabulate?", "run", "tabulat", "--input", data),
                refused(
                        "did you mean group-by?",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "grup-by=carrier"),
                refused(
                        "did you mean \"carrier\"?",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "group-by=carier"),
                refused(
                        "has no column \"nnn",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "measure=\"" + "n".repeat(4_000) + "\""),
                refused(
                        "has no column \"\"n\"",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--set",
                        "measure=\"" + "n,".repeat(1_200) + "n"),
                refused("byte 4 (0xff) is not UTF-8", "run", "tabulate", "--input", binary),
                refused("--input is empty: give a file", "run", "tabulate", "--input", ""),
                refused("--input is empty: give a file", "submit", "tabulate", "--input", " "),
                refused(
                        "a job on this machine cannot read s3://bucket/key",
                        "run",
                        "tabulate",
                        "--input",
                        "s3://bucket/key"),
                refused("does not name an object", "run", "tabulate", "--input", "s3://bucket"),
                refused("does not name an object", "run", "tabulate", "--input", "s3://bucket/"),
                refused("does not name an object", "run", "tabulate", "--input", "s3:///key"),
                refused("is not a valid URI", "run", "tabulate", "--input", "s3://bucket/a b"),
                refused(
                        "over https: download it",
                        "run",
                        "tabulate",
                        "--input",
                        "https://example.com/a.csv"),
                refused(
                        "cannot read http://x/a over http",
                        "submit",
                        "noop",
                        "--input",
                        "http://x/a"),
                refused("gs: is not supported", "run", "tabulate", "--input", "gs://b/k"),
                refused("a job cannot read standard input", "run", "tabulate", "--input", "-"),
                refused("a device or a pipe", "run", "tabulate", "--input", "/dev/null"),
                refused("a device or a pipe", "run", "tabulate", "--input", fifo()),
                refused("check the path", "run", "tabulate", "--input", data + "/x"),
                refused("check the path", "run", "tabulate", "--input", loop()),
                refused("check the path", "run", "tabulate", "--input", "x".repeat(300)),
                refused("no such file", "run", "tabulate", "--input", "file:///none.csv"),
                refused("no such file: " + none, "submit", "tabulate", "--input", none, "--on=aws"),
                refused("is a directory", "run", "noop", "--input", directory, "--on=aws"),
                refused("a device or a pipe", "submit", "noop", "--input", "/dev/zero", "--on=aws"),
                refused("a device or a pipe", "run", "noop", "--input", fifo(), "--on=aws"),
                refused("noop needs the setting tasks", "run", "noop"),
                refused("tabulate reads an input: add --input FILE", "run", "tabulate"),
                refused("noop reads no input", "run", "noop", "--set", "tasks=1", "--input", data),
                refused(
                        "slice is at least 1, not 0",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--slice",
                        "0"),
                refused("slice is a size", "plan", "tabulate", "--input", data, "--slice", "big"),
                refused("not \"most\"", "run", "tabulate", "--input", data, "--tolerate", "most"),
                refused("not \"101%\"", "run", "tabulate", "--input", data, "--tolerate", "101%"),
                refused(
                        "reject: give a number",
                        "run",
                        "tabulate",
                        "--input",
                        data,
                        "--reject",
                        "x"),
                refused("not \"-1\"", "run", "tabulate", "--input", data, "--reject=-1"),
                refused(
                        "deadline is a length of time",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--deadline",
                        "soon"),
                refused(
                        "workers is 1 to 10000",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--workers",
                        "0"),
                refused(
                        "concurrency is 1 to 1000 tasks, not 0",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--concurrency",
                        "0"),
                refused(
                        "concurrency is 1 to 1000 tasks, not 1001",
                        "plan",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--concurrency",
                        "1001"),
                refused("NAME=VALUE, not \"tasks\"", "run", "noop", "--set", "tasks"),
                refused(
                        "setting tasks is given twice",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--set",
                        "tasks=2"),
                refused(
                        "setting tasks is a whole number, not \"x\"",
                        "bench",
                        "noop",
                        "--tasks",
                        "x"),
                refused("cannot be created", "run", "noop", "--set", "tasks=1", "--out", data),
                refused(
                        "--out must write a file there",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--out",
                        occupied),
                refused(
                        "--out /proc cannot be",
                        "run",
                        "noop",
                        "--set",
                        "tasks=1",
                        "--out",
                        "/proc"),
                refused("--data " + data + " cannot be created", "local", "--data", data),
                refused(
                        "Missing required parameter for option '--slice'",
                        "run",
                        "tabulate",
                        "--slice"),
                refused(
                        "Expected parameter for option '--input'",
                        "run",
                        "tabulate",
                        "--input",
                        "--json"),
                refused(
                        "Unknown option: '--jason' (did you mean --json?)",
                        "run",
                        "noop",
                        "--jason"),
                refused("'rnu' (did you mean run?)", "rnu"),
                refused("'rnu' (did you mean run?); see", "help", "rnu"),
                refused("'nonsense'; see fanfold --help", "help", "nonsense"),
                refused("Missing required parameter: 'WORKLOAD'", "run"),
                refused("Missing command: one of run, plan,", new Object[0]),
                refused("bench runs noop or sleep, not \"nop\"", "bench", "nop"),
                refused("--each applies to sleep only", "bench", "noop", "--each", "1s"),
                refused(
                        "--tasks is 0, so there is nothing to measure",
                        "bench",
                        "noop",
                        "--tasks",
                        "0"),
                refused(
                        "plan reads only files on this machine, not s3://bucket/key",
                        "plan",
                        "tabulate",
                        "--input",
                        "s3://bucket/key"));
    }

    private static DynamicTest refused(String message, Object... args) {
        return DynamicTest.dynamicTest(
                String.join(" ", Stream.of(args).map(Object::toString).toList()) + ": " + message,
                () -> {
                    var runner = new CommandRunner();
                    int exit = runner.run(args);

                    assertThat(runner.err.text())
                            .startsWith("fanfold: ")
                            .contains(message)
                            .hasLineCount(1);
                    assertThat(runner.out.text()).isEmpty();
                    assertThat(exit).isEqualTo(2);
                });
    }

    private Path fifo() throws IOException {
        Path fifo = directory.resolve("fifo");
        if (!Files.exists(fifo)) {
            try {
                new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return fifo;
    }

    private Path loop() throws IOException {
        Path loop = directory.resolve("loop");
        return Files.createSymbolicLink(loop, loop);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
