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
        DeploySteps steps = steps();
        for (List<String> step : steps.commands()) {
            var process = new ProcessBuilder(step).inheritIO();
            process.environment().putAll(steps.environment());
            int code = process.start().waitFor();
            if (code != 0) {
                here.terminal().say(step.getFirst() + " ended with " + code);
                return Exit.FAILURE.code();
            }
        }
        here.terminal()
                .say("deployed; what it can run: ./fanfold workloads" + targetOptions.again());
        return Exit.SUCCESS.code();
    }

    private DeploySteps steps() {
        return new DeploySteps(
                here, programs(), targetOptions.target(), targetOptions.stack(), application());
    }

    private Programs programs() {
        return new Programs(here.access().environment());
    }

    /// What is missing for a deployment, each with its remedy. Checked before anything is built.
    private List<String> missing() {
        var missing = new ArrayList<String>();
        Programs programs = programs();
        Path application = application();
        if (!Files.isReadable(application) || Files.isDirectory(application)) {
            missing.add("cannot read a template at " + application + ": check --template");
        } else {
            unless(() -> named(application), missing);
        }
        if (steps().isBuilt() && programs.find("mvn").isEmpty()) {
            missing.add("Maven (mvn) is not on the PATH: install it to build the functions");
        }
        if (steps().needsSam()) {
            Sam.missing(programs).ifPresent(missing::add);
        }
        if (targetOptions.target() == Target.AWS) {
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

    private Path application() {
        return template == null ? here.template() : template;
    }
}
