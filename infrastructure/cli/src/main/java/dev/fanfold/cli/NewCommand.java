package dev.fanfold.cli;

import dev.fanfold.project.JavaPackage;
import dev.fanfold.project.Project;
import dev.fanfold.project.ProjectName;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold new`: creates a project for a user's workload.
@Command(
        name = "new",
        description =
                "Creates a project of your own: an application with one workload, its tests and its templates.")
final class NewCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "Name of the project, its workload and its stack: at most 30 lower-case letters, digits and dashes.")
    private String name = "";

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description =
                    "Java package and Maven group; by default com.example.NAME without dashes.")
    private @Nullable String javaPackage;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "The folder to create; by default NAME in the current folder.")
    private @Nullable Path folder;

    NewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Project project = project();
        Path target = folder == null ? Path.of(name) : folder;
        try {
            project.writeTo(target);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(
                    "%s exists and is not an empty folder: give another name, or --folder FOLDER"
                            .formatted(target),
                    e);
        }
        context.terminal().say("created " + target + ". Next steps:");
        context.terminal().log("  cd " + target);
        context.terminal().log("  mvn verify");
        context.terminal().log("  ./fanfold run " + name + " --set below=20000");
        return Exit.SUCCESS.code();
    }

    private Project project() {
        try {
            var projectName = new ProjectName(name);
            String packageName =
                    javaPackage == null ? "com.example." + name.replace("-", "") : javaPackage;
            return new Project(projectName, new JavaPackage(packageName), Fanfold.version());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
