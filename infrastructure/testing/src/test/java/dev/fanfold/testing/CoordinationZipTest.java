package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that [CoordinationZip] finds each class that a light half uses and that is not in the zip.
@Timeout(120)
class CoordinationZipTest {
    private static final String LIBRARY = Planted.Library.class.getName();
    private static final Map<Class<?>, String> STEPS =
            Map.of(
                    Planted.InConstructor.class, "its constructor",
                    Planted.InDefinition.class, "definition",
                    Planted.InPlan.class, "plan",
                    Planted.InMerge.class, "merge",
                    Planted.InMergeOfFullResults.class,
                            Planted.InMergeOfFullResults.Sums.class.getName(),
                    Planted.InCodec.class, "codec",
                    Planted.InPreview.class, "preview",
                    Planted.InTable.class, "table");
    private static final Set<Class<?>> ONLY_IN_WORKERS =
            Set.of(Planted.Nowhere.class, Planted.InWork.class, Planted.InOpen.class);
    @TempDir private Path folder;

    @Test
    void aMissingClassIsReportedWithTheStepThatNeedsIt() throws Exception {
        CoordinationZip incomplete = CoordinationZip.at(zip(all(), Set.of(Planted.Library.class)));

        assertThatThrownBy(incomplete::check)
                .isInstanceOf(AssertionError.class)
                .satisfies(error ->
                        STEPS.forEach((type, step) ->
                                assertThat(error)
                                        .hasMessageContaining(
                                                "%s: %s needs %s, which is not there"
                                                        .formatted(type.getName(), step, LIBRARY))))
                .satisfies(error ->
                        ONLY_IN_WORKERS.forEach(type ->
                                assertThat(error).message().doesNotContain(type.getName() + ":")))
                .hasMessageContaining(
                        "add its library's artifact id to the property fanfold.light");
    }

    @Test
    void aCompleteZipPasses() throws Exception {
        assertThat(CoordinationZip.at(zip(all(), Set.of())).check())
                .containsExactlyElementsOf(all().stream().map(Class::getName).sorted().toList());
    }

    @Test
    void aListedWorkloadWhoseClassIsMissingIsReported() throws Exception {
        Class<?> missingClass = Planted.InPlan.class;
        CoordinationZip zip = CoordinationZip.at(zip(all(), Set.of(missingClass)));

        assertThatThrownBy(zip::check)
                .hasMessageContaining("%1$s: its constructor needs %1$s", missingClass.getName());
    }

    @Test
    void otherErrorsAreReportedToo() throws Exception {
        Path lossyCodec = zip(List.of(Planted.Forgets.class), Set.of());
        Path none = zip(List.of(), Set.of());

        assertThatThrownBy(() -> CoordinationZip.at(lossyCodec).check())
                .hasMessageContaining("Forgets: codec threw")
                .hasMessageContaining("other bytes");
        assertThatThrownBy(() -> CoordinationZip.at(none).check())
                .hasMessageContaining("has no workload");
    }

    @Test
    void aMissingSampleIsReportedWithItsPath() throws Exception {
        Map<String, byte[]> entries = planted(List.of(Planted.Nowhere.class), Set.of());
        entries.keySet().removeIf(name -> name.contains("samples"));

        assertThatThrownBy(() -> CoordinationZip.at(zip(entries)).check())
                .hasMessageContaining(
                        "Nowhere: its sample threw java.lang.IllegalStateException: there is no META-INF/fanfold/samples/nowhere/settings.json");
    }

    private static List<Class<?>> all() {
        return Stream.concat(STEPS.keySet().stream(), ONLY_IN_WORKERS.stream())
                .collect(Collectors.toList());
    }

    private Path zip(List<Class<?>> workloads, Set<Class<?>> without) throws Exception {
        return zip(planted(workloads, without));
    }

    private static Map<String, byte[]> planted(List<Class<?>> workloads, Set<Class<?>> without)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(
                "META-INF/services/" + Workload.class.getName(),
                workloads.stream()
                        .map(Class::getName)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
        for (Class<?> type : workloads) {
            entries.put(
                    "META-INF/fanfold/samples/%s/settings.json".formatted(Planted.name(type)),
                    new byte[] {'{', '}'});
        }
        var types = new ArrayList<>(List.of(Planted.class.getDeclaredClasses()));
        types.add(Planted.class);
        types.add(Planted.InMergeOfFullResults.Sums.class);
        for (Class<?> type : types) {
            if (!without.contains(type)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.put(name, bytes(name));
            }
        }
        return entries;
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        Planted.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }

    /// A zip that contains a jar with these entries, and the jars of Fanfold that they need.
    private Path zip(Map<String, byte[]> planted) throws Exception {
        Map<String, byte[]> jars = new LinkedHashMap<>();
        jars.put("lib/planted.jar", zipBytes(planted));
        for (Class<?> needed :
                Arrays.asList(
                        Workload.class,
                        Workloads.class,
                        SettingsJson.class,
                        Class.forName("org.roaringbitmap.RoaringBitmap"),
                        Class.forName("io.avaje.json.stream.JsonStream"))) {
            jars.put("lib/" + needed.getSimpleName() + ".jar", jar(needed));
        }
        return Files.write(Files.createTempFile(folder, "coordination", ".zip"), zipBytes(jars));
    }

    // The jar of a class, or the folder of a module that is still being built.
    private static byte[] jar(Class<?> type) throws IOException, URISyntaxException {
        Path entry = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(entry)) {
            return Files.readAllBytes(entry);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(entry)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(entry.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return zipBytes(files);
    }

    private static byte[] zipBytes(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
