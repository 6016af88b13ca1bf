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

/// `fanfold deploy`: deploys a template with the SAM CLI. If it is the template in the home
/// directory, builds the functions first.
@Command(
        name = "deploy",
        description =
                "Deploys the application with the SAM CLI; builds its functions first if the template is that of Fanfold or of the project. Needs --on localstack (which must be running) or --on aws.")
final class DeployCommand implements Callable<Integer> {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The template to deploy; by default template.yaml in the current folder, otherwise Fanfold's own.")
    private @Nullable Path template;

    DeployCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (targetOptions.isLocal()) {
            throw new InvalidInputException(
                    "deploy needs --on localstack or --on aws: on this machine, ./fanfold run and ./fanfold local run the template without deploying it");
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            problems.forEach(context.terminal()::say);
            return Exit.USAGE.code();
        }
        DeploySteps steps = steps();
        for (List<String> step : steps.commands()) {
            var process = new ProcessBuilder(step).inheritIO();
            process.environment().putAll(steps.environment());
            int code = process.start().waitFor();
            if (code != 0) {
                context.terminal().say(step.getFirst() + " ended with " + code);
                return Exit.FAILURE.code();
            }
        }
        context.terminal()
                .say("deployed; what it can run: ./fanfold workloads" + targetOptions.asText());
        return Exit.SUCCESS.code();
    }

    private DeploySteps steps() {
        return new DeploySteps(
                context, programs(), targetOptions.target(), targetOptions.stack(), templateFile());
    }

    private Programs programs() {
        return new Programs(context.access().environment());
    }

    /// What prevents a deployment, each with its remedy. Checked before anything is built.
    private List<String> problems() {
        var problems = new ArrayList<String>();
        Programs programs = programs();
        Path file = templateFile();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            problems.add("cannot read a template at " + file + ": check --template");
        } else {
            addProblemIfThrown(() -> checkStackName(file), problems);
        }
        if (steps().buildsFunctions() && programs.find("mvn").isEmpty()) {
            problems.add("Maven (mvn) is not on the PATH: install it to build the functions");
        }
        if (steps().needsSam()) {
            Sam.missing(programs).ifPresent(problems::add);
        }
        if (targetOptions.target() == Target.AWS) {
            addProblemIfThrown(context.access()::region, problems);
            addProblemIfThrown(context.access()::credentialsKind, problems);
        } else {
            addProblemIfThrown(this::checkLocalStack, problems);
        }
        return problems;
    }

    // The stack's name becomes a prefix of the names of queues and functions, so its length and its
    // characters are limited.
    private String checkStackName(Path file) {
        try {
            Templates.checkParameters(file, targetOptions.stack());
            return targetOptions.stack();
        } catch (TemplateException e) {
            throw new InvalidInputException(
                    e.getMessage() + ": name the stack with --stack, or correct the template", e);
        }
    }

    private static void addProblemIfThrown(Supplier<Object> check, List<String> problems) {
        try {
            Object ignored = check.get();
        } catch (InvalidInputException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private URI checkLocalStack() {
        URI address = context.access().localStack();
        int defaultPort = "https".equals(address.getScheme()) ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.getHost(),
                            address.getPort() < 0 ? defaultPort : address.getPort()),
                    CONNECT_TIMEOUT_MILLIS);
            return address;
        } catch (IOException e) {
            throw new InvalidInputException(Stacks.withoutLocalStack(address), e);
        }
    }

    private Path templateFile() {
        return template == null ? context.template() : template;
    }
}
