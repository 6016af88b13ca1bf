package dev.fanfold.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A new project: an application with one workload in the pool `general`.
///
/// @param name the name of the project, its workload and its stack
/// @param version the version of Fanfold that the project uses
public record Project(ProjectName name, JavaPackage javaPackage, String version) {
    // The resources from which the project's files are made. Names between @ are placeholders.
    private static final List<String> FILES =
            List.of(
                    "pom.xml",
                    "template.yaml",
                    "pool.yaml",
                    "samconfig.toml",
                    "fanfold",
                    "README.md",
                    "gitignore",
                    "src/main/java/@path@/@class@.java",
                    "src/main/resources/META-INF/services/dev.fanfold.workload.Workload",
                    "src/main/resources/META-INF/fanfold/samples/@name@/settings.json",
                    "src/test/java/@path@/@class@Test.java",
                    "src/test/java/@path@/ZipsIT.java");
    private static final String LAUNCHER = "fanfold";

    /// The locations of nested templates in the repository's templates, and the locations of the
    /// same files in a project. The project's build unpacks the stacks into `target/fanfold`.
    private static final Map<String, String> LOCATIONS =
            Map.of(
                    "Location: infrastructure/stacks/application.yaml",
                    "Location: target/fanfold/infrastructure/stacks/application.yaml",
                    "Location: functions/workloads/general/pool.yaml",
                    "Location: pool.yaml",
                    "Location: ../../../infrastructure/stacks/pool.yaml",
                    "Location: target/fanfold/infrastructure/stacks/pool.yaml");

    /// Creates the folder, if it does not exist, and writes the project's files there.
    ///
    /// @return the files written
    /// @throws FileAlreadyExistsException if the folder is not empty, or is a file; then nothing is
    ///   written
    public List<Path> writeTo(Path folder) throws IOException {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Map<Path, String> files = new LinkedHashMap<>();
        for (String file : FILES) {
            files.put(folder.resolve(target(file)), filled(text(file)));
        }
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
            Files.writeString(file.getKey(), file.getValue());
        }
        makeExecutable(folder.resolve(LAUNCHER));
        return List.copyOf(files.keySet());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private String target(String file) {
        // A resource with the name .gitignore would apply to this repository.
        return file.equals("gitignore") ? ".gitignore" : filled(file);
    }

    private String filled(String text) {
        String located = text;
        for (Map.Entry<String, String> location : LOCATIONS.entrySet()) {
            located = located.replace(location.getKey(), location.getValue());
        }
        return located.replace("@name@", name.text())
                .replace("@class@", name.className())
                .replace("@package@", javaPackage.text())
                .replace("@path@", javaPackage.text().replace('.', '/'))
                .replace("@version@", version);
    }

    private static String text(String file) throws IOException {
        try (InputStream in = Project.class.getResourceAsStream("files/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // A file system without such permissions makes this fail.
    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
