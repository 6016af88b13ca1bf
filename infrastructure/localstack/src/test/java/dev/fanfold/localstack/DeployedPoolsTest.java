package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.drill.Drill;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.sample.SampleServer;
import dev.fanfold.template.Function;
import dev.fanfold.template.Templates;
import dev.fanfold.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// Tests that every workload is deployed: the template has a worker for its pool, and the worker's
/// zip contains the workload.
class DeployedPoolsTest {
    static final Path ROOT = Path.of("../..");
    private static final String SERVICES = "META-INF/services/" + Workload.class.getName();
    private static final String SAMPLES = "META-INF/services/" + SampleServer.class.getName();

    @Test
    void everyPoolThatAWorkloadNamesHasAWorker() {
        List<String> functions =
                Templates.read(ROOT.resolve("template.yaml"), Map.of(), queue -> queue)
                        .functions()
                        .stream()
                        .map(Function::name)
                        .toList();

        assertThat(workloads())
                .isNotEmpty()
                .allSatisfy(workload ->
                        assertThat(functions)
                                .as(workload.definition().name())
                                .contains("fanfold_" + workload.definition().pool() + "_worker"));
    }

    @Test
    void everyPoolsZipHoldsItsWorkloads() {
        assertThat(workloads())
                .isNotEmpty()
                .allSatisfy(workload ->
                        assertThat(listedServices(workload.definition().pool(), SERVICES))
                                .contains(workload.getClass().getName()));
    }

    /// The server of a sample runs on the user's machine, so it is not in the zip.
    @Test
    void noPoolsZipHoldsItsTests() {
        assertThat(workloads().stream().map(workload -> workload.definition().pool()).distinct())
                .isNotEmpty()
                .allSatisfy(pool -> {
                    assertThat(jars(pool)).isNotEmpty().noneMatch(jar -> jar.contains("-tests."));
                    assertThat(listedServices(pool, SAMPLES)).isEmpty();
                });
    }

    private static List<String> jars(String pool) throws IOException {
        try (var zip = new ZipFile(zip(pool))) {
            return zip.stream().map(ZipEntry::getName).filter(DeployedPoolsTest::isJar).toList();
        }
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar");
    }

    private static File zip(String pool) {
        String path = "functions/workloads/%s/target/%s.zip".formatted(pool, pool);
        return ROOT.resolve(path).toFile();
    }

    // All but the drill, which another project deploys.
    static List<Workload<?>> workloads() {
        return Workloads.discovered().all().stream()
                .filter(workload -> !(workload instanceof Drill))
                .<Workload<?>>map(workload -> workload)
                .toList();
    }

    /// The workloads that a pool's zip lists.
    static List<String> listedServices(String pool) throws IOException {
        return listedServices(pool, SERVICES);
    }

    /// The classes that a pool's zip lists as services in this file. `mvn package` builds the zip.
    private static List<String> listedServices(String pool, String services) throws IOException {
        var listedServices = new ArrayList<String>();
        try (var zip = new ZipFile(zip(pool))) {
            for (ZipEntry jar : zip.stream().filter(entry -> isJar(entry.getName())).toList()) {
                listedServices.addAll(services(zip.getInputStream(jar), services));
            }
        }
        return listedServices;
    }

    private static List<String> services(InputStream jar, String services) throws IOException {
        try (var entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (entry.getName().equals(services)) {
                    return new String(entries.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
                }
            }
        }
        return List.of();
    }
}
