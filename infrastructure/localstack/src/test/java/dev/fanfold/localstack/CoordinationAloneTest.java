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

/// The functions that are no workers find all they need of every workload in their own zip, which
/// is built by `mvn package`.
@Timeout(120)
class CoordinationAloneTest {
    private static final Path ZIP =
            DeployedPoolsTest.ROOT.resolve("functions/coordination/target/coordination.zip");
    @TempDir private Path folder;

    @Test
    void theLightHalfOfEveryWorkloadOfEveryPoolRunsWithTheZipAlone() throws Exception {
        List<String> deployed = new ArrayList<>();
        try (Stream<Path> pools =
                Files.list(DeployedPoolsTest.ROOT.resolve("functions/workloads"))) {
            for (Path pool : pools.filter(CoordinationAloneTest::isPool).toList()) {
                deployed.addAll(DeployedPoolsTest.listed(String.valueOf(pool.getFileName())));
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
    void aClassThatTheZipLacksIsMissedByName() throws Exception {
        Workload<?> workload =
                DeployedPoolsTest.workloads().stream()
                        .filter(CoordinationAloneTest::hasCodecOfItsOwn)
                        .findFirst()
                        .orElseThrow();
        String codec = workload.codec().getClass().getName();
        Path poor = folder.resolve("coordination.zip");
        Files.write(poor, without(codec.replace('.', '/') + ".class", Files.readAllBytes(ZIP)));

        assertThatThrownBy(() -> CoordinationZip.at(poor).check())
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

    /// A zip without this entry, in it or in its jars.
    private static byte[] without(String lost, byte[] zip) throws IOException {
        var left = new ByteArrayOutputStream();
        try (var from = new ZipInputStream(new ByteArrayInputStream(zip));
                var to = new ZipOutputStream(left)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!entry.getName().equals(lost)) {
                    byte[] bytes = from.readAllBytes();
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(entry.getName().endsWith(".jar") ? without(lost, bytes) : bytes);
                }
            }
        }
        return left.toByteArray();
    }
}
