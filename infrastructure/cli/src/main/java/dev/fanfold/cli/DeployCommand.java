package dev.fanfold.cli;

import dev.fanfold.engine.arrival.InputFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    private final Surroundings here;
    @Mixin private Where where = new Where();

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The application to deploy; by default Fanfold's own template.yaml.")
    private @Nullable Path template;

    DeployCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (List<String> step : steps()) {
            int code = new ProcessBuilder(step).inheritIO().start().waitFor();
            if (code != 0) {
                here.terminal().say(step.getFirst() + " ended with " + code);
                return Exit.FAILURE.code();
            }
        }
        here.terminal().say("deployed: ./fanfold run noop --set tasks=100" + where.again());
        return Exit.SUCCESS.code();
    }

    /// The commands that do it, in their order.
    List<List<String>> steps() {
        var steps = new ArrayList<List<String>>();
        String application = (template == null ? here.template() : template).toString();
        List<String> deploy =
                switch (where.on()) {
                    case LOCAL ->
                            throw new InputFault(
                                    "nothing is deployed to this machine: ./fanfold run or ./fanfold local play the template; say --on localstack or --on aws");
                    case LOCALSTACK -> toLocalStack(application);
                    // Its settings are in samconfig.toml; the first time --guided asks for them.
                    case AWS ->
                            List.of(
                                    "sam",
                                    "deploy",
                                    "--config-file",
                                    at("samconfig.toml"),
                                    "--template-file",
                                    application,
                                    "--stack-name",
                                    where.stack());
                };
        if (template == null) {
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
                            "functions/zip",
                            "-am",
                            "package"));
        }
        steps.add(deploy);
        return steps;
    }

    // LocalStack names no caller of an API; a template of somebody's own need not have the
    // parameter.
    private List<String> toLocalStack(String application) {
        var command =
                new ArrayList<>(
                        List.of(
                                at("infrastructure/localstack/localstack"),
                                "deploy",
                                application,
                                where.stack()));
        if (template == null) {
            command.addAll(List.of("--parameter-overrides", "UnnamedCaller=localstack"));
        }
        return command;
    }

    private String at(String path) {
        return here.home().resolve(path).toString();
    }
}
