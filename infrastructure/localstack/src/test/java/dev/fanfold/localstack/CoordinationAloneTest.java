package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.testing.CoordinationZip;
import dev.fanfold.workload.Workload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the zip of the functions other than workers contains all that they need of every
/// workload.
///
/// `mvn package` builds the zip.
@Timeout(120)
class CoordinationAloneTest {
    private static final Path ZIP =
            DeployedPoolsTest.ROOT.resolve("functions/coordination/target/coordination.zip");
    @TempDir private Path folder;

    @Test
    void theLightHalfOfEveryWorkloadRunsWithTheZipAlone() throws Exception {
        List<String> deployed = new ArrayList<>();
        try (Stream<Path> pools =
                Files.list(DeployedPoolsTest.ROOT.resolve("functions/workloads"))) {
            for (Path pool : pools.filter(CoordinationAloneTest::isPool).toList()) {
                deployed.addAll(
                        DeployedPoolsTest.listedServices(String.valueOf(pool.getFileName())));
            }
        }

        List<String> checked =
                CoordinationZip.of(DeployedPoolsTest.ROOT.resolve("template.yaml")).check();

        assertThat(checked)
                .as("the light jar of each pool is a dependency of functions/coordination")
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(deployed);
    }

    private static boolean isPool(Path folder) {
        return Files.isRegularFile(folder.resolve("pool.yaml"));
    }

    @Test
    void aMissingClassIsReported() throws Exception {
        Workload<?> workload =
                DeployedPoolsTest.workloads().stream()
                        .filter(CoordinationAloneTest::hasCodecOfItsOwn)
                        .findFirst()
                        .orElseThrow();
        String codec = workload.codec().getClass().getName();
        Path incomplete = folder.resolve("coordination.zip");
        Files.write(
                incomplete, without(codec.replace('.', '/') + ".class", Files.readAllBytes(ZIP)));

        assertThatThrownBy(() -> CoordinationZip.at(incomplete).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(workload.getClass().getName() + ": ")
                .hasMessageContaining("needs %s, which is not there", codec);
    }

    private static boolean hasCodecOfItsOwn(Workload<?> workload) {
        return workload.codec()
                .getClass()
                .getPackageName()
                .equals(workload.getClass().getPackageName());
    }

    /// A copy of a zip without an entry, which is removed from the zip's jars too.
    private static byte[] without(String removedEntry, byte[] zip) throws IOException {
        var result = new ByteArrayOutputStream();
        try (var from = new ZipInputStream(new ByteArrayInputStream(zip));
                var to = new ZipOutputStream(result)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!entry.getName().equals(removedEntry)) {
                    byte[] bytes = from.readAllBytes();
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(
                            entry.getName().endsWith(".jar")
                                    ? without(removedEntry, bytes)
                                    : bytes);
                }
            }
        }
        return result.toByteArray();
    }
}
