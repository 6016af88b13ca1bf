package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.sample.SampleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests the launcher script, in a folder with scripts in place of Maven and the JDK.
@Timeout(120)
class LauncherTest {
    @TempDir private Path root;

    @BeforeEach
    void createFiles() throws IOException {
        Path target = Files.createDirectories(root.resolve("infrastructure/cli/target"));
        Files.createDirectories(root.resolve("functions/engine/src/main"));
        Files.createDirectories(root.resolve("infrastructure/cli/src/main"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("functions/engine/pom.xml"));
        Files.createFile(root.resolve("infrastructure/cli/pom.xml"));
        Files.copy(Path.of("../../fanfold"), root.resolve("fanfold"));
        Files.copy(Path.of("guard"), root.resolve("infrastructure/cli/guard"));
        Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "case \"$*\" in *AOTMode*) exit 1 ;; esac; echo ran");
        script(
                "mvn",
                "touch %1$s/cli-0.jar; printf %1$s/cli-0.jar >%1$s/classpath".formatted(target));
    }

    @Test
    void aBuildReportsItsProgressByModule() throws Exception {
        Files.writeString(
                root.resolve("mvn"),
                """

                echo '[INFO] Building engine 0.1.0                    [1/2]'
                until grep -q 'building 1 of 2' %1$s/said; do sleep 0.1; done
                echo '[INFO] Building cli 0.1.0                       [2/2]'
                until grep -q 'building 2 of 2' %1$s/said; do sleep 0.1; done
                """
                        .formatted(root),
                StandardOpenOption.APPEND);

        Process launcherProcess = launch("workloads");

        assertThat(launcherProcess.waitFor()).as(errors()).isZero();
        assertThat(errors())
                .containsSubsequence(
                        "fanfold: building, which takes",
                        "fanfold: building 1 of 2: engine ...\n",
                        "fanfold: building 2 of 2: cli ...\n",
                        "fanfold: built in ");
        assertThat(
                        new String(
                                launcherProcess.getInputStream().readAllBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo("ran\n");
    }

    @Test
    void aFailedBuildReportsTheErrorAndItsLog() throws Exception {
        Files.writeString(
                root.resolve("mvn"),
                "\necho '[INFO] much'; echo '[ERROR] no such class'; exit 1\n",
                StandardOpenOption.APPEND);

        assertThat(launch("workloads").waitFor()).isEqualTo(2);

        assertThat(errors())
                .contains("[ERROR] no such class", "the build failed", "build.log")
                .doesNotContain("[INFO]");
    }

    @Test
    void aSignalEndsTheBuildAndAllThatItStarted() throws Exception {
        Files.writeString(
                root.resolve("mvn"),
                "\ntrap '' INT; sleep 300 & echo $$ $! >%s/pids.new; mv %1$s/pids.new %1$s/pids; wait\n"
                        .formatted(root),
                StandardOpenOption.APPEND);
        Process launcherProcess = launch("workloads");
        Await.until("the build runs").until(() -> Files.exists(root.resolve("pids")));
        List<ProcessHandle> building =
                Stream.of(Files.readString(root.resolve("pids")).strip().split(" "))
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .toList();
        assertThat(building).hasSize(2);

        long start = System.nanoTime();
        Forked.signal(launcherProcess, "TERM");

        assertThat(launcherProcess.waitFor()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        Await.until("the build is stopped")
                .until(() -> building.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(errors()).contains("the build was stopped");
    }

    @Test
    void aFailingCacheIsTriedThreeTimesAndEachFailureReportedOnce() throws Exception {
        for (int start = 1; start <= 5; start++) {
            assertThat(launch("workloads").waitFor()).as(errors()).isZero();
            int attempts = Math.min(start, 3);
            if (start > 1 && start <= 4) {
                assertThat(errors()).contains("(try " + (start - 1) + " of 3)", ".log");
            } else {
                assertThat(errors()).doesNotContain("cache");
            }
            Await.until("try " + attempts + " has failed")
                    .until(() -> failedAttempts() == attempts && noCacheIsBeingMade());
        }
        assertThat(launch("--ready").waitFor()).isEqualTo(2);
        assertThat(errors()).contains("could not make the cache for a fast start: see ");
    }

    @Test
    void zipsAreBuiltAndRebuiltWhenOneIsMissing() throws Exception {
        for (String module : List.of("functions/coordination", "functions/workloads/mine")) {
            Files.createDirectories(root.resolve(module));
            Files.createFile(root.resolve(module + "/pom.xml"));
        }
        Files.createDirectories(root.resolve("functions/workloads/notes"));
        Files.writeString(
                root.resolve("mvn"),
                """
                echo "$*" >>%1$s/asked
                mkdir -p %1$s/functions/coordination/target %1$s/functions/workloads/mine/target
                touch %1$s/functions/coordination/target/coordination.zip
                touch %1$s/functions/workloads/mine/target/mine.zip
                """
                        .formatted(root),
                StandardOpenOption.APPEND);

        assertThat(launch("workloads").waitFor()).as(errors()).isZero();
        assertThat(Files.readString(root.resolve("asked")))
                .contains(
                        "-pl infrastructure/cli,functions/coordination,functions/workloads/mine -am");
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(1);

        Files.delete(root.resolve("functions/workloads/mine/target/mine.zip"));
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(2);

        Files.createDirectories(root.resolve("functions/workloads/mine/src/main"));
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(3);
    }

    @Test
    void changedTestsAreRebuiltOnlyIfTheyContainASampleServer() throws Exception {
        Path pool = Files.createDirectories(root.resolve("functions/workloads/mine"));
        Files.createFile(pool.resolve("pom.xml"));
        Files.writeString(
                root.resolve("mvn"),
                "echo asked >>%1$s/asked; mkdir -p %2$s/target; touch %2$s/target/mine.zip\n"
                        .formatted(root, pool),
                StandardOpenOption.APPEND);
        assertThat(launch("workloads").waitFor()).as(errors()).isZero();

        Path tests = Files.createDirectories(pool.resolve("src/test/java"));
        Files.createFile(tests.resolve("MineTest.java"));
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(1);

        Path services =
                Files.createDirectories(pool.resolve("src/test/resources/META-INF/services"));
        Files.createFile(services.resolve(SampleServer.class.getName()));
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(2);

        Files.createFile(tests.resolve("Server.java"));
        assertThat(launch("workloads").waitFor()).isZero();
        assertThat(Files.readAllLines(root.resolve("asked"))).hasSize(3);
    }

    @Test
    void aJarOfSourcesIsNotOnTheClassPath() throws Exception {
        Files.createFile(root.resolve("infrastructure/cli/target/cli-0-sources.jar"));

        assertThat(launch("workloads").waitFor()).as(errors()).isZero();

        Path build = Path.of(Files.readString(root.resolve(".fanfold/launcher/current")));
        assertThat(Files.readString(build.resolve("classpath")))
                .contains("/cli-0.jar:")
                .doesNotContain("sources");
    }

    private long failedAttempts() {
        return caches(".failed").mapToLong(file -> file.toFile().length()).sum();
    }

    private boolean noCacheIsBeingMade() {
        return caches(".making").findAny().isEmpty();
    }

    private Stream<Path> caches(String suffix) {
        try (Stream<Path> all = Files.walk(root.resolve(".fanfold"))) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList().stream();
        } catch (IOException | UncheckedIOException changing) {
            return Stream.of(root); // a file vanished during the walk; the caller tries again
        }
    }

    private Process launch(String... words) throws IOException {
        var command = new ArrayList<>(List.of(root.resolve("fanfold").toString()));
        command.addAll(List.of(words));
        ProcessBuilder launcher =
                new ProcessBuilder(command).redirectError(root.resolve("said").toFile());
        launcher.environment().put("FANFOLD_JAVA", root.resolve("jdk").toString());
        launcher.environment().put("PATH", root + ":" + System.getenv("PATH"));
        return launcher.start();
    }

    private String errors() throws IOException {
        return Files.readString(root.resolve("said"));
    }

    private void script(String name, String text) throws IOException {
        Path script = root.resolve(name);
        Files.writeString(script, "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
