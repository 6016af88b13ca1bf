package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.project.JavaPackage;
import dev.fanfold.project.Project;
import dev.fanfold.project.ProjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests the launcher of a user's project, with scripts in place of Maven and the JDK.
@Timeout(120)
class ProjectLauncherTest {
    private static final String MAVEN =
            """
            echo "$*" >>%1$s/asked
            case "$*" in
              *package) mkdir -p target/fanfold/functions/coordination/target
                touch target/general.zip target/fanfold/functions/coordination/target/coordination.zip ;;
              *build-classpath*) printf %1$s/dev/fanfold/cli-1.2.3.jar >.fanfold/launcher/classpath ;;
            esac
            """;
    @TempDir private Path folder;
    private Path root;
    private Path tools;

    @BeforeEach
    void createFiles() throws IOException {
        root = folder.resolve("a project");
        tools = Files.createDirectories(folder.resolve("tools"));
        new Project(new ProjectName("primes"), new JavaPackage("com.example.primes"), "1.2.3")
                .writeTo(root);
        Files.createDirectories(tools.resolve("jdk/bin"));
        Files.createDirectories(tools.resolve("dev/fanfold"));
        Files.createFile(tools.resolve("dev/fanfold/cli-1.2.3.jar"));
        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "echo ran \"$@\"");
        script(
                "jdk/bin/jar",
                "mkdir -p dev/fanfold/cli && cp %s dev/fanfold/cli/guard"
                        .formatted(Path.of("guard").toAbsolutePath()));
        script("mvn", MAVEN.formatted(tools));
    }

    @Test
    void itBuildsAfterChangesAndRunsTheCommand() throws Exception {
        assertThat(run("workloads")).contains("dev.fanfold.cli.Main workloads");
        assertThat(run("workloads")).contains("-Dfanfold.stack=primes");
        assertThat(mavenCalls()).hasSize(2);

        touch(root.resolve("src/main/java/com/example/primes/Primes.java"));
        run("workloads");
        assertThat(mavenCalls()).hasSize(4);

        Files.delete(root.resolve("target/fanfold/functions/coordination/target/coordination.zip"));
        run("workloads");
        assertThat(mavenCalls()).hasSize(6);
    }

    @Test
    void aNewlyInstalledFanfoldCausesABuild() throws Exception {
        run("workloads");
        touch(tools.resolve("dev/fanfold/cli-1.2.3.jar"));
        run("workloads");
        assertThat(mavenCalls()).hasSize(4);
    }

    @Test
    void commandsThatRunWorkloadsAreGuarded() throws Exception {
        script("jdk/bin/java", "ps -o args= -p $PPID");

        assertThat(run("run", "primes")).contains(".fanfold/launcher/guard");
        assertThat(run("workloads")).doesNotContain("guard");
    }

    @Test
    void errorsOfTheBuildAreShownWithoutMavensHints() throws Exception {
        script(
                "mvn",
                """
                echo '[INFO] much'
                echo '[ERROR] Primes.java:[3,4] cannot find symbol'
                echo '[ERROR] Primes.java:[3,4] cannot find symbol'
                echo '[ERROR] '
                echo '[ERROR] -> [Help 1]'
                echo '[ERROR] Re-run Maven using the -X switch'
                exit 1
                """);

        assertThat(launch("workloads").waitFor()).isEqualTo(2);

        assertThat(errors().lines())
                .containsExactly(
                        "fanfold: building ...",
                        "[ERROR] Primes.java:[3,4] cannot find symbol",
                        "fanfold: the build failed, for the reason above; its whole log is %s/.fanfold/launcher/build.log"
                                .formatted(root.toRealPath()));
        script("mvn", MAVEN.formatted(tools));
        assertThat(run("workloads")).contains("ran");
    }

    @Test
    void aFanfoldThatIsNotInstalledIsReportedWithTheRemedy() throws Exception {
        script(
                "mvn",
                "echo '[ERROR] Non-resolvable import POM: Could not find artifact dev.fanfold:fanfold:pom:1.2.3 in central'; exit 1");

        assertThat(launch("workloads").waitFor()).isEqualTo(2);

        assertThat(errors())
                .contains("Fanfold 1.2.3 is not in Maven's repository", "mvn install -Dquick");
    }

    @Test
    void aMissingMavenIsReportedWithTheRemedy() throws Exception {
        assertThat(launchOn(pathWithoutMaven().toString(), "workloads").waitFor()).isEqualTo(2);

        assertThat(errors()).contains("no Maven (mvn) on the PATH", "Get it:");
    }

    @Test
    void aSignalEndsTheBuildAndAllThatItStarted() throws Exception {
        script(
                "mvn",
                "trap '' INT; sleep 300 & echo $$ $! >%1$s/pids.new; mv %1$s/pids.new %1$s/pids; wait"
                        .formatted(tools));
        Process launcherProcess = launch("workloads");
        Await.until("the build runs").until(() -> Files.exists(tools.resolve("pids")));
        List<ProcessHandle> building =
                Stream.of(Files.readString(tools.resolve("pids")).strip().split(" "))
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .toList();
        assertThat(building).hasSize(2);

        Forked.signal(launcherProcess, "TERM");

        assertThat(launcherProcess.waitFor()).isEqualTo(143);
        Await.until("the build is stopped")
                .until(() -> building.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(errors()).contains("the build was stopped");
        assertThat(root.resolve(".fanfold/launcher/lock")).doesNotExist();
    }

    @Test
    void concurrentCommandsBuildOnce() throws Exception {
        script(
                "mvn",
                "touch %1$s/started; until [ -e %1$s/go ]; do sleep 0.1; done\n".formatted(tools)
                        + MAVEN.formatted(tools));
        Process first = launch("workloads");
        Await.until("the build runs").until(() -> Files.exists(tools.resolve("started")));
        Process second = launch("workloads");

        Files.createFile(tools.resolve("go"));

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void theLockOfAnEndedBuildIsIgnored() throws Exception {
        Files.createDirectories(root.resolve(".fanfold/launcher"));
        Process endedProcess = new ProcessBuilder("true").start();
        endedProcess.waitFor();
        Files.createSymbolicLink(
                root.resolve(".fanfold/launcher/lock"),
                Path.of(String.valueOf(endedProcess.pid())));

        assertThat(run("workloads")).contains("ran");
    }

    @Test
    void anotherJdkIsRefused() throws Exception {
        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");

        assertThat(launch("workloads").waitFor()).isEqualTo(2);

        assertThat(errors()).contains("FANFOLD_JAVA is " + tools.resolve("jdk"), "no JDK 25");
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    }

    /// A folder with the programs that the launcher calls before it looks for Maven.
    private Path pathWithoutMaven() throws IOException {
        Path path = Files.createDirectories(folder.resolve("path"));
        for (String name : List.of("bash", "dirname", "grep", "sed", "head", "mkdir", "ln", "rm")) {
            Path program =
                    Stream.of(System.getenv("PATH").split(":"))
                            .map(entry -> Path.of(entry, name))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow();
            Files.createSymbolicLink(path.resolve(name), program);
        }
        return path;
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(tools.resolve("asked"));
    }

    private String run(String... words) throws Exception {
        Process launcherProcess = launch(words);
        var out =
                new String(launcherProcess.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launcherProcess.waitFor()).as(errors()).isZero();
        return out;
    }

    private Process launch(String... words) throws IOException {
        return launchOn(tools + ":" + System.getenv("PATH"), words);
    }

    private Process launchOn(String path, String... words) throws IOException {
        var command = new ArrayList<>(List.of(root.resolve("fanfold").toString()));
        command.addAll(List.of(words));
        ProcessBuilder launcher =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectError(folder.resolve("said").toFile());
        launcher.environment().put("FANFOLD_JAVA", tools.resolve("jdk").toString());
        launcher.environment().put("PATH", path);
        return launcher.start();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private void script(String name, String text) throws IOException {
        Path script = tools.resolve(name);
        Files.writeString(script, "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
