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
    void everythingMissingIsReportedTogetherALineEach() {
        var typed = new Typed(Map.of("PATH", bin.toString()));

        assertThat(typed.run("deploy", "--on", "aws")).isEqualTo(2);

        assertThat(typed.err.text().lines())
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
        var typed = new Typed(withAws());

        assertThat(typed.run("deploy", "--on", "aws", "--stack", longest + "a"))
                .isEqualTo(Exit.USAGE.code());
        assertThat(typed.err.text())
                .contains("Application is " + longest + "a", "30 at most", "--stack");
        typed.run("deploy", "--on", "aws", "--stack", longest);
        assertThat(typed.err.text()).doesNotContain("Application is " + longest + ",");
    }

    @Test
    void aTemplateThatIsNotThereIsMissingToo() throws IOException {
        program("sam", "echo SAM CLI, version 1.2.3");
        var typed = new Typed(withAws());

        assertThat(typed.run("deploy", "--on", "aws", "--template", bin.resolve("none.yaml")))
                .isEqualTo(2);

        assertThat(typed.err.text()).contains("cannot read a template at").hasLineCount(1);
    }

    @Test
    void aSamThatDoesNotRunIsMissing() throws IOException {
        program("sam", "exit 1");
        program("mvn", "exit 0");
        var typed = new Typed(withAws());

        assertThat(typed.run("deploy", "--on", "aws")).isEqualTo(2);

        assertThat(typed.err.text()).contains("the SAM CLI does not run").hasLineCount(1);
    }

    @Test
    void localStackMustRun() throws IOException {
        program("mvn", "exit 0");
        String port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(socket.getLocalPort());
        }
        var typed = new Typed(Map.of("PATH", bin.toString(), "LOCALSTACK_EDGE_PORT", port));

        assertThat(typed.run("deploy", "--on", "localstack")).isEqualTo(2);

        assertThat(typed.err.text())
                .contains("LocalStack does not respond at http://127.0.0.1:" + port)
                .hasLineCount(1);
    }

    @Test
    void allModulesThatMakeZipsAreBuilt() throws IOException {
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
    void theDoctorSaysWhatAwsNeeds() throws IOException {
        program("sam", "echo SAM CLI, version 1.2.3");
        var typed = new Typed(withAws());

        typed.run("doctor");

        assertThat(typed.out.text())
                .containsPattern("sam      ok      SAM CLI, version 1.2.3, .*/sam; needed only")
                .contains("region   ok      eu-west-1; needed only for --on aws")
                .contains("keys     ok      long-lived")
                .doesNotContain("AKIAME", "a secret");
    }

    @Test
    void theDoctorSaysWhatAwsLacksAndThatItWorksWithout() {
        var typed = new Typed();

        assertThat(typed.run("doctor")).isZero();

        assertThat(typed.out.text().lines())
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
