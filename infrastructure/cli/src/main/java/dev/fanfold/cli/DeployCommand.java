package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Stacks;
import dev.fanfold.cli.deployed.Target;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.Templates;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `fanfold deploy`: builds the functions and hands the template to the SAM CLI.
@Command(
        name = "deploy",
        description =
                "Builds the functions and deploys the application with the SAM CLI: --on localstack, which must run, or --on aws.")
final class DeployCommand implements Callable<Integer> {
    private static final int MAX_MILLIS = 3_000;
    private final CommandContext here;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The application to deploy; by default template.yaml of this folder, or else Fanfold's own.")
    private @Nullable Path template;

    DeployCommand(CommandContext here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (targetOptions.isHere()) {
            throw new InvalidInputException(
                    "nothing is deployed to this machine: ./fanfold run or ./fanfold local play the template; say --on localstack or --on aws");
        }
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            missing.forEach(here.terminal()::say);
            return Exit.USAGE.code();
        }
        for (List<String> step : steps()) {
            var process = new ProcessBuilder(step).inheritIO();
            process.environment().putAll(environment());
            int code = process.start().waitFor();
            if (code != 0) {
                here.terminal().say(step.getFirst() + " ended with " + code);
                return Exit.FAILURE.code();
            }
        }
        here.terminal().say("deployed: ./fanfold run noop --set tasks=100" + targetOptions.again());
        return Exit.SUCCESS.code();
    }

    /// What is missing to deploy, each with the remedy: looked for before anything is built.
    private List<String> missing() {
        var missing = new ArrayList<String>();
        var programs = new Programs(here.access().environment());
        Path application = application();
        if (!Files.isReadable(application) || Files.isDirectory(application)) {
            missing.add("no template can be read at " + application + ": check --template");
        } else {
            unless(() -> named(application), missing);
        }
        if (isBuilt() && programs.find("mvn").isEmpty()) {
            missing.add("Maven is not on the PATH: install it, it builds the functions");
        }
        if (targetOptions.target() == Target.AWS) {
            Sam.missing(programs).ifPresent(missing::add);
            unless(here.access()::region, missing);
            unless(here.access()::credentialsKind, missing);
        } else {
            unless(this::localStack, missing);
        }
        return missing;
    }

    // The stack's name is the application's, and begins the names of queues and functions.
    private String named(Path application) {
        try {
            Templates.checkParameters(application, targetOptions.stack());
            return targetOptions.stack();
        } catch (TemplateException e) {
            throw new InvalidInputException(
                    e.getMessage()
                            + ": name the stack with --stack, or change what is written there",
                    e);
        }
    }

    private static void unless(Supplier<Object> found, List<String> missing) {
        try {
            Object ignored = found.get();
        } catch (InvalidInputException e) {
            missing.add(String.valueOf(e.getMessage()));
        }
    }

    private URI localStack() {
        URI there = here.access().localStack();
        int defaultPort = "https".equals(there.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            there.getHost(), there.getPort() < 0 ? defaultPort : there.getPort()),
                    MAX_MILLIS);
            return there;
        } catch (IOException e) {
            throw new InvalidInputException(Stacks.withoutLocalStack(there), e);
        }
    }

    // What was checked is what is used.
    private Map<String, String> environment() {
        return targetOptions.target() == Target.AWS
                ? Map.of("AWS_REGION", here.access().region())
                : Map.of("AWS_ENDPOINT_URL", here.access().localStack().toString());
    }

    /// The commands that do it, in their order.
    private List<List<String>> steps() {
        var steps = new ArrayList<List<String>>();
        if (isBuilt()) {
            steps.add(
                    List.of(
                            "mvn",
                            "-q",
                            "-B",
                            "-f",
                            at("pom.xml"),
                            "-Dquick",
                            "-Dmaven.test.skip=true",
                            "-pl",
                            String.join(",", ZipModules.of(here.home())),
                            "-am",
                            "package"));
        }
        steps.add(targetOptions.target() == Target.AWS ? toAws() : toLocalStack());
        return steps;
    }

    // Fanfold's own; whoever names another template has built its zips.
    private boolean isBuilt() {
        return application()
                .toAbsolutePath()
                .normalize()
                .equals(here.home().resolve("template.yaml").toAbsolutePath().normalize());
    }

    private Path application() {
        return template == null ? here.template() : template;
    }

    // Its settings are in samconfig.toml; the first time --guided asks for them.
    private List<String> toAws() {
        return List.of(
                "sam",
                "deploy",
                "--config-file",
                at("samconfig.toml"),
                "--template-file",
                application().toString(),
                "--stack-name",
                targetOptions.stack(),
                "--region",
                here.access().region());
    }

    // LocalStack names no caller of an API; a template of somebody's own need not have the
    // parameter.
    private List<String> toLocalStack() {
        var command =
                new ArrayList<>(
                        List.of(
                                at("infrastructure/localstack/localstack"),
                                "deploy",
                                application().toString(),
                                targetOptions.stack()));
        if (isBuilt()) {
            command.addAll(List.of("--parameter-overrides", "UnnamedCaller=localstack"));
        }
        return command;
    }

    private String at(String path) {
        return here.home().resolve(path).toString();
    }
}
