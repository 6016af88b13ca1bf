package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `deploy` checks its requirements before anything is built; `doctor` reports the same.
@Timeout(60)
class DeployTest {
    @TempDir private Path bin;

    @Test
    void everythingMissingIsReportedWithOneLineEach() {
        var runner = new CommandRunner(Map.of("PATH", bin.toString()));

        assertThat(runner.run("deploy", "--on", "aws")).isEqualTo(2);

        assertThat(runner.err.text().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("fanfold: "))
                .anyMatch(line -> line.contains("Maven (mvn) is not on the PATH: install it"))
                .anyMatch(line -> line.contains("SAM CLI (sam) is not on the PATH: install it"))
                .anyMatch(line -> line.contains("no AWS region is set: set AWS_REGION"))
                .anyMatch(line -> line.contains("no AWS credentials were found: set AWS_PROFILE"));
    }

    @Test
    void aStackWhoseNameIsTooLongIsRefusedBeforeAnythingIsBuilt() {
        String longest = "a".repeat(30);
        var runner = new CommandRunner(withAws());

        assertThat(runner.run("deploy", "--on", "aws", "--stack", longest + "a"))
                .isEqualTo(Exit.USAGE.code());
        assertThat(runner.err.text())
                .contains("Application is " + longest + "a", "at most 30", "--stack");
        runner.run("deploy", "--on", "aws", "--stack", longest);
        assertThat(runner.err.text()).doesNotContain("Application is " + longest + ",");
    }

    @Test
    void aMissingTemplateIsReported() throws IOException {
        program("sam", "echo SAM CLI, version 1.2.3");
        var runner = new CommandRunner(withAws());

        assertThat(runner.run("deploy", "--on", "aws", "--template", bin.resolve("none.yaml")))
                .isEqualTo(2);

        assertThat(runner.err.text()).contains("cannot read a template at").hasLineCount(1);
    }

    @Test
    void aSamThatDoesNotRunIsMissing() throws IOException {
        program("sam", "exit 1");
        program("mvn", "exit 0");
        var runner = new CommandRunner(withAws());

        assertThat(runner.run("deploy", "--on", "aws")).isEqualTo(2);

        assertThat(runner.err.text()).contains("the SAM CLI does not run").hasLineCount(1);
    }

    @Test
    void localStackMustRun() throws IOException {
        program("mvn", "exit 0");
        String port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(socket.getLocalPort());
        }
        var runner =
                new CommandRunner(Map.of("PATH", bin.toString(), "LOCALSTACK_EDGE_PORT", port));

        assertThat(runner.run("deploy", "--on", "localstack")).isEqualTo(2);

        assertThat(runner.err.text())
                .contains("LocalStack does not respond at http://127.0.0.1:" + port)
                .hasLineCount(1);
    }

    @Test
    void allModulesWithZipsAreBuilt() throws IOException {
        for (String module : List.of("coordination", "workloads/other", "workloads/general")) {
            Files.createDirectories(bin.resolve("functions").resolve(module));
            Files.createFile(bin.resolve("functions").resolve(module).resolve("pom.xml"));
        }
        Files.createDirectories(bin.resolve("functions/workloads/notes"));

        assertThat(ZipModules.of(bin))
                .containsExactly(
                        "functions/coordination",
                        "functions/workloads/general",
                        "functions/workloads/other");
    }

    @Test
    void aProjectIsBuiltByItsOwnPomAndDeployedBySam() throws IOException {
        Path project = project();

        var runner = new CommandRunner(withAws());
        assertThat(runner.runIn(project, "deploy", "--on", "aws", "--stack", "mine"))
                .as(runner.err.text())
                .isZero();
        assertThat(startedPrograms())
                .containsExactly(
                        "mvn -q -B -f %s/pom.xml -Dmaven.test.skip=true package".formatted(project),
                        "sam deploy --config-file %1$s/samconfig.toml --template-file %1$s/template.yaml --stack-name mine --region eu-west-1"
                                .formatted(project));
        assertThat(runner.err.text()).contains("./fanfold workloads --on aws --stack mine");
    }

    @Test
    void aProjectIsDeployedToLocalStackBySamToo() throws IOException {
        Path project = project();

        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());
            var runner =
                    new CommandRunner(Map.of("PATH", bin.toString(), "LOCALSTACK_EDGE_PORT", port));
            assertThat(runner.runIn(project, "deploy", "--on", "localstack"))
                    .as(runner.err.text())
                    .isZero();
            assertThat(startedPrograms().getLast())
                    .startsWith("sam deploy --config-file " + project)
                    .endsWith(
                            "--stack-name fanfold --region us-east-1 --no-confirm-changeset --parameter-overrides UnnamedCaller=localstack");
            assertThat(Files.readString(bin.resolve("endpoint")))
                    .isEqualTo("http://127.0.0.1:" + port + "\n");
        }
    }

    @Test
    void aProjectIsDeployedUnderItsOwnStack() throws IOException {
        Path project = project();
        var runner = new CommandRunner(withAws());
        System.setProperty("fanfold.stack", "primes"); // as its launcher does
        try {
            assertThat(runner.runIn(project, "deploy", "--on", "aws")).isZero();
        } finally {
            System.clearProperty("fanfold.stack");
        }

        assertThat(startedPrograms().getLast()).contains("--stack-name primes ");
        assertThat(runner.err.text()).contains("workloads --on aws\n").doesNotContain("--stack");
    }

    @Test
    void aProjectNeedsSamForLocalStackToo() throws IOException {
        Path project = project();
        Files.delete(bin.resolve("sam"));
        var runner = new CommandRunner(Map.of("PATH", bin.toString(), "LOCALSTACK_EDGE_PORT", "1"));

        assertThat(runner.runIn(project, "deploy", "--on", "localstack")).isEqualTo(2);

        assertThat(runner.err.text()).contains("(sam) is not on the PATH", "does not respond");
    }

    /// Creates a project's folder, and programs that record their arguments.
    private Path project() throws IOException {
        program("mvn", "echo mvn \"$@\" >>%s/asked".formatted(bin));
        program(
                "sam",
                "echo \"$AWS_ENDPOINT_URL\" >%1$s/endpoint; echo sam \"$@\" >>%1$s/asked; [ $1 = deploy ] || echo 1.2.3"
                        .formatted(bin));
        Path project = Files.createDirectories(bin.resolve("project"));
        Files.writeString(
                project.resolve("template.yaml"), "Parameters: {}\nResources: {}\nOutputs: {}\n");
        return project;
    }

    private List<String> startedPrograms() throws IOException {
        return Files.readAllLines(bin.resolve("asked")).stream()
                .filter(line -> !line.endsWith("--version"))
                .toList();
    }

    @Test
    void theDoctorReportsWhatAwsNeeds() throws IOException {
        program("sam", "echo SAM CLI, version 1.2.3");
        var runner = new CommandRunner(withAws());

        runner.run("doctor");

        assertThat(runner.out.text())
                .containsPattern("sam      ok      SAM CLI, version 1.2.3, .*/sam; needed only")
                .contains("region   ok      eu-west-1; needed only for --on aws")
                .contains("keys     ok      long-lived")
                .doesNotContain("AKIAME", "a secret");
    }

    @Test
    void withoutSettingsForAwsTheDoctorStillSucceeds() {
        var runner = new CommandRunner();

        assertThat(runner.run("doctor")).isZero();

        assertThat(runner.out.text().lines())
                .anyMatch(line -> line.startsWith("region   none    no AWS region is set"))
                .anyMatch(
                        line -> line.startsWith("keys     none    no AWS credentials were found"));
    }

    private Map<String, String> withAws() {
        return Map.of(
                "PATH", bin.toString(), "AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "AKIAME");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
