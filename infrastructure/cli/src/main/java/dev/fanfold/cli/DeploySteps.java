package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The programs that a deployment starts, with their arguments and environment variables.
///
/// The home directory is a clone of Fanfold or a project that `fanfold new` has written. A project
/// has no script for LocalStack.
///
/// @param programs finds programs on the PATH
/// @param target LocalStack or AWS
/// @param template the template to deploy
record DeploySteps(
        CommandContext context, Programs programs, Target target, String stack, Path template) {
    private static final String LOCALSTACK_SCRIPT = "infrastructure/localstack/localstack";
    private static final String LOCALSTACK_REGION = "us-east-1";

    /// Whether the functions must be built first.
    ///
    /// They are built if the template is the one in the home directory. For another template, the
    /// user must have built the zips.
    boolean buildsFunctions() {
        return isTemplateOfHome();
    }

    private boolean isTemplateOfHome() {
        return absolute(template).equals(absolute(context.home().resolve("template.yaml")));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /// Whether `sam` must be on the PATH. The LocalStack script of a clone installs its own `sam`.
    boolean needsSam() {
        return target == Target.AWS || !isFanfoldClone();
    }

    private boolean isFanfoldClone() {
        return Files.isRegularFile(Path.of(inHome(LOCALSTACK_SCRIPT)));
    }

    /// The commands, in their order.
    List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        if (buildsFunctions()) {
            commands.add(build());
        }
        if (target == Target.AWS) {
            commands.add(sam("--region", context.access().region()));
        } else {
            commands.add(isFanfoldClone() ? localStackScript() : samOnLocalStack());
        }
        return commands;
    }

    private List<String> build() {
        var command = new ArrayList<>(List.of(program("mvn"), "-q", "-B", "-f", inHome("pom.xml")));
        if (isFanfoldClone()) {
            String modules = String.join(",", ZipModules.of(context.home()));
            command.addAll(List.of("-Dquick", "-pl", modules, "-am"));
        } else {
            command.add("-Dmaven.test.skip=true");
        }
        command.add("package");
        return command;
    }

    // LocalStack does not identify the callers of an API, so this parameter gives all of them one
    // name.
    private List<String> samOnLocalStack() {
        return sam(
                "--region",
                LOCALSTACK_REGION,
                "--no-confirm-changeset",
                "--parameter-overrides",
                "UnnamedCaller=localstack");
    }

    // SAM reads its other settings from samconfig.toml, which `sam deploy --guided` writes.
    private List<String> sam(String... options) {
        var command = new ArrayList<>(List.of(program("sam"), "deploy"));
        command.addAll(List.of("--config-file", inHome("samconfig.toml")));
        command.addAll(List.of("--template-file", template.toString(), "--stack-name", stack));
        command.addAll(List.of(options));
        return command;
    }

    // Sets the parameter only for the template in the home directory, because another template may
    // not have it.
    private List<String> localStackScript() {
        var command =
                new ArrayList<>(
                        List.of(inHome(LOCALSTACK_SCRIPT), "deploy", template.toString(), stack));
        if (isTemplateOfHome()) {
            command.addAll(List.of("--parameter-overrides", "UnnamedCaller=localstack"));
        }
        return command;
    }

    private String program(String name) {
        return programs.find(name).orElseThrow().toString();
    }

    private String inHome(String path) {
        return context.home().resolve(path).toString();
    }

    /// The environment variables that are set for the programs: the region, and for LocalStack also
    /// its address and credentials.
    Map<String, String> environment() {
        if (target == Target.AWS) {
            return Map.of("AWS_REGION", context.access().region());
        }
        return Map.of(
                "AWS_ENDPOINT_URL",
                context.access().localStack().toString(),
                "AWS_REGION",
                LOCALSTACK_REGION,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test");
    }
}
