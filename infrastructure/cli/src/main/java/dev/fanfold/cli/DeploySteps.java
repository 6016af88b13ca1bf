package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The programs that a deployment starts. Home is a clone of Fanfold, or a project as `fanfold new`
/// writes it, which has no script for LocalStack.
///
/// @param programs finds them on the PATH
/// @param target LocalStack or AWS
/// @param application the template
record DeploySteps(
        CommandContext here, Programs programs, Target target, String stack, Path application) {
    private static final String LOCALSTACK = "infrastructure/localstack/localstack";
    private static final String LOCALSTACK_REGION = "us-east-1";

    /// Whether the functions are built first. The zips of another template are built already.
    boolean isBuilt() {
        return plain(application).equals(plain(here.home().resolve("template.yaml")));
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /// Whether `sam` must be on the PATH. The clone's script for LocalStack brings its own.
    boolean needsSam() {
        return target == Target.AWS || !isClone();
    }

    private boolean isClone() {
        return Files.isRegularFile(Path.of(at(LOCALSTACK)));
    }

    /// The commands, in their order.
    List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        if (isBuilt()) {
            commands.add(build());
        }
        if (target == Target.AWS) {
            commands.add(sam("--region", here.access().region()));
        } else {
            commands.add(isClone() ? script() : toLocalStack());
        }
        return commands;
    }

    private List<String> build() {
        var command = new ArrayList<>(List.of(program("mvn"), "-q", "-B", "-f", at("pom.xml")));
        if (isClone()) {
            String modules = String.join(",", ZipModules.of(here.home()));
            command.addAll(List.of("-Dquick", "-pl", modules, "-am"));
        } else {
            command.add("-Dmaven.test.skip=true");
        }
        command.add("package");
        return command;
    }

    // LocalStack names no caller of an API.
    private List<String> toLocalStack() {
        return sam(
                "--region",
                LOCALSTACK_REGION,
                "--no-confirm-changeset",
                "--parameter-overrides",
                "UnnamedCaller=localstack");
    }

    // Its settings are in samconfig.toml; the first time --guided asks for them.
    private List<String> sam(String... more) {
        var command = new ArrayList<>(List.of(program("sam"), "deploy"));
        command.addAll(List.of("--config-file", at("samconfig.toml")));
        command.addAll(List.of("--template-file", application.toString(), "--stack-name", stack));
        command.addAll(List.of(more));
        return command;
    }

    // A user's own template may lack the parameter.
    private List<String> script() {
        var command =
                new ArrayList<>(List.of(at(LOCALSTACK), "deploy", application.toString(), stack));
        if (isBuilt()) {
            command.addAll(List.of("--parameter-overrides", "UnnamedCaller=localstack"));
        }
        return command;
    }

    private String program(String name) {
        return programs.find(name).orElseThrow().toString();
    }

    private String at(String path) {
        return here.home().resolve(path).toString();
    }

    /// The environment of the programs. It holds the endpoint and region that were checked.
    Map<String, String> environment() {
        if (target == Target.AWS) {
            return Map.of("AWS_REGION", here.access().region());
        }
        return Map.of(
                "AWS_ENDPOINT_URL",
                here.access().localStack().toString(),
                "AWS_REGION",
                LOCALSTACK_REGION,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test");
    }
}
