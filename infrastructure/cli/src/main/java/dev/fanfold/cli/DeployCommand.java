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

/// `fanfold deploy`: builds the functions and runs `sam deploy`.
@Command(
        name = "deploy",
        description =
                "Builds the functions and deploys the application with the SAM CLI. Needs --on localstack (which must be running) or --on aws.")
final class DeployCommand implements Callable<Integer> {
    private static final int MAX_MILLIS = 3_000;
    private final CommandContext here;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The template to deploy; by default template.yaml in the current folder, otherwise Fanfold's own.")
    private @Nullable Path template;

    DeployCommand(CommandContext here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (targetOptions.isHere()) {
            throw new InvalidInputException(
                    "deploy needs --on localstack or --on aws: on this machine, ./fanfold run and ./fanfold local run the template without deploying it");
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

    /// What is missing for a deployment, each with its remedy. Checked before anything is built.
    private List<String> missing() {
        var missing = new ArrayList<String>();
        var programs = new Programs(here.access().environment());
        Path application = application();
        if (!Files.isReadable(application) || Files.isDirectory(application)) {
            missing.add("cannot read a template at " + application + ": check --template");
        } else {
            unless(() -> named(application), missing);
        }
        if (isBuilt() && programs.find("mvn").isEmpty()) {
            missing.add("Maven (mvn) is not on the PATH: install it to build the functions");
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

    // The stack's name is the application's name, which begins the names of queues and functions.
    private String named(Path application) {
        try {
            Templates.checkParameters(application, targetOptions.stack());
            return targetOptions.stack();
        } catch (TemplateException e) {
            throw new InvalidInputException(
                    e.getMessage() + ": name the stack with --stack, or correct the template", e);
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

    // The steps use the region or the address that was checked.
    private Map<String, String> environment() {
        return targetOptions.target() == Target.AWS
                ? Map.of("AWS_REGION", here.access().region())
                : Map.of("AWS_ENDPOINT_URL", here.access().localStack().toString());
    }

    /// The commands to run, in order.
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

    // Only Fanfold's own functions are built here; the zips of another template must exist.
    private boolean isBuilt() {
        return application()
                .toAbsolutePath()
                .normalize()
                .equals(here.home().resolve("template.yaml").toAbsolutePath().normalize());
    }

    private Path application() {
        return template == null ? here.template() : template;
    }

    // The other settings are in samconfig.toml, which `sam deploy --guided` writes the first time.
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

    // LocalStack does not identify the callers of an API. A user's own template may lack this
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
