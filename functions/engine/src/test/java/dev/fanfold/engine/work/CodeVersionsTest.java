package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes that make another version of code, and changes that do not.
class CodeVersionsTest {
    private static final String LIBRARIES = "META-INF/fanfold/libraries";
    private static final Map<String, String> CODE =
            Map.of(
                    "com/acme/Crawl.class",
                    "class",
                    "META-INF/services/dev.fanfold.workload.Workload",
                    "com.acme.Crawl",
                    LIBRARIES,
                    "org.jsoup:jsoup:jar:1.21.1:compile");
    @TempDir private Path directory;
    private int made;

    @Test
    void theSameCodeIsTheSameVersionInAJarAndInADirectory() {
        assertThat(List.of(jar(CODE), jar(CODE), classes(CODE)))
                .allMatch(jar(CODE)::equals)
                .allMatch(version -> version.matches("[0-9a-f]{16}"));
    }

    @Test
    void aChangedClassOrLibraryIsAnotherVersion() {
        String before = jar(CODE);

        assertThat(
                        List.of(
                                jar(with("com/acme/Crawl.class", "klass")),
                                jar(with("com/acme/Page.class", "class")),
                                jar(with(LIBRARIES, "org.jsoup:jsoup:jar:1.21.2:compile")),
                                jar(with("com/acme/words.txt", "")),
                                jar(Map.of())))
                .doesNotContain(before)
                .doesNotHaveDuplicates();
    }

    @Test
    void aClassOfAnotherNameIsAnotherVersion() {
        var renamed = new TreeMap<>(CODE);
        renamed.put("com/acme/Crawler.class", renamed.remove("com/acme/Crawl.class"));

        assertThat(jar(renamed)).isNotEqualTo(jar(CODE));
    }

    @Test
    void filesOfTheBuildAloneDoNotChangeTheVersion() {
        var built = with("META-INF/MANIFEST.MF", "Build-Jdk-Spec: 25");
        built.put("META-INF/maven/com.acme/crawl/pom.properties", "created today");

        assertThat(jar(built)).isEqualTo(jar(CODE));
    }

    @Test
    void theVersionOfAClassIsThatOfWhatItLiesIn() {
        var versions = new CodeVersions();

        assertThat(versions.versionOf(CodeVersions.class))
                .isNotEqualTo(versions.versionOf(CodeVersionsTest.class))
                .isEqualTo(new CodeVersions().versionOf(CodeVersions.class));
        assertThat(versions.versionOf(String.class)).as("the JDK's").isEmpty();
    }

    private static Map<String, String> with(String name, String content) {
        var code = new TreeMap<>(CODE);
        code.put(name, content);
        return code;
    }

    private String jar(Map<String, String> files) {
        Path jar = directory.resolve(made++ + ".jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(made * 100_000_000L);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CodeVersions.versionOf(jar);
    }

    private String classes(Map<String, String> files) {
        Path classes = directory.resolve(made++ + "");
        files.forEach((name, content) -> {
            try {
                Path file = classes.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return CodeVersions.versionOf(classes);
    }
}
