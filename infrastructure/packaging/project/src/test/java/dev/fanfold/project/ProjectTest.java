package dev.fanfold.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a new project. `infrastructure/packaging/try` checks that a project builds, passes
/// its tests and runs.
class ProjectTest {
    private static final Project PROJECT =
            new Project(
                    new ProjectName("daily-risk"), new JavaPackage("com.example.risk"), "1.2.3");

    @TempDir private Path folder;

    @Test
    void filesHaveNoPlaceholdersLeft() throws IOException {
        List<Path> files = PROJECT.writeTo(folder.resolve("new"));

        assertThat(files).hasSize(12).allMatch(Files::isRegularFile);
        for (Path file : files) {
            assertThat(file.toString()).doesNotContain("@");
            assertThat(Files.readString(file)).doesNotContainPattern("@[a-z]+@");
        }
        assertThat(folder.resolve("new/src/main/java/com/example/risk/DailyRisk.java"))
                .content()
                .contains("package com.example.risk;", "class DailyRisk", "\"daily-risk\"");
        assertThat(folder.resolve("new/pom.xml"))
                .content()
                .contains("<fanfold.version>1.2.3</fanfold.version>");
        assertThat(folder.resolve("new/fanfold")).isExecutable();
        assertThat(folder.resolve("new/.gitignore")).exists();
    }

    @Test
    void templatesNameThePathsThatTheBuildUnpacks() throws IOException {
        PROJECT.writeTo(folder.resolve("new"));

        assertThat(locations("template.yaml"))
                .containsExactly(
                        "target/fanfold/infrastructure/stacks/application.yaml", "pool.yaml");
        assertThat(locations("pool.yaml"))
                .containsExactly("target/fanfold/infrastructure/stacks/pool.yaml");
    }

    private List<String> locations(String file) throws IOException {
        return Files.readAllLines(folder.resolve("new").resolve(file)).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("Location: "))
                .map(line -> line.substring("Location: ".length()))
                .toList();
    }

    @Test
    void aNonEmptyFolderIsLeftAlone() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> PROJECT.writeTo(folder))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> PROJECT.writeTo(mine))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder).isDirectoryContaining(mine::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aNameIsAlsoAWorkloadsAndAStacks() {
        assertThat(new ProjectName("a".repeat(30)).text()).hasSize(30);
        for (String bad :
                List.of("", "a".repeat(31), "A", "1a", "a_b", "a--b", "-a", "a-", "a b", "é")) {
            assertThatThrownBy(() -> new ProjectName(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + bad + "\"");
        }
    }

    @Test
    void aPackageIsTheUsersOwn() {
        for (String bad : List.of("", "a..b", "com.class", "1a", "Com.x", "a-b", ".a", "a.")) {
            assertThatThrownBy(() -> new JavaPackage(bad)).hasMessageContaining("\"" + bad + "\"");
        }
        for (String bad : List.of("java", "java.x", "javax.x", "dev.fanfold", "dev.fanfold.x")) {
            assertThatThrownBy(() -> new JavaPackage(bad)).hasMessageContaining("is reserved");
        }
        assertThat(new JavaPackage("javas.x").text()).isEqualTo("javas.x");
    }
}
