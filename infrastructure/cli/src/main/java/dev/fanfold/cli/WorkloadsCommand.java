package dev.fanfold.cli;

import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.cli.deployed.Target;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `fanfold workloads`: lists the workloads of a template or of a running application, and their
/// settings.
@Command(name = "workloads", description = "Lists the workloads and their settings.")
final class WorkloadsCommand implements Runnable {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "If several local clouds are served: the one that keeps its data in this directory.")
    private @Nullable Path data;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "If several local clouds are served: the one at this address.")
    private @Nullable String address;

    private final CommandContext context;
    @Mixin private TemplateOption templateOption = new TemplateOption();

    @Option(
            names = "--on",
            paramLabel = "PLACE",
            description =
                    "List the workloads of a running application: local, localstack or aws; by default those of the template.")
    private @Nullable Target target;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The application's stack name; by default ${DEFAULT-VALUE}.")
    private String stack = TargetOptions.defaultStack();

    WorkloadsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        definitions().all().forEach(this::print);
    }

    private Definitions definitions() {
        boolean selectsLocalCloud = data != null || address != null;
        if (target == null && !selectsLocalCloud) {
            return context.workloads().load(templateOption.or(context)).definitions();
        }
        if (templateOption.isGiven()) {
            throw new InvalidInputException(
                    "--template cannot be combined with --on, --data or --address: leave it out, or leave those out");
        }
        if (target != null && target != Target.LOCAL && selectsLocalCloud) {
            throw new InvalidInputException(
                    "on %s the stack name identifies the application: leave --data and --address out"
                            .formatted(target));
        }
        return context.deployments()
                .find(
                        target == null ? Target.LOCAL : target,
                        stack,
                        new LocalClouds.Choice(
                                Optional.ofNullable(data), Optional.ofNullable(address)))
                .definitions()
                .orElseThrow(() ->
                        new InvalidInputException(
                                "no API lists the application's workloads to this command: leave --on out to list those of the template"));
    }

    private void print(Definition definition) {
        Terminal terminal = context.terminal();
        terminal.print(definition.name() + (definition.readsInput() ? " --input FILE" : ""));
        terminal.print("  " + definition.summary());
        int nameWidth =
                definition.settings().stream()
                        .mapToInt(setting -> setting.name().length())
                        .max()
                        .orElse(0);
        for (Definition.Setting setting : definition.settings()) {
            String meaning = " %s (%s)".formatted(setting.meaning(), defaultText(setting));
            terminal.print(4 + nameWidth, "    " + setting.name(), meaning);
        }
    }

    private static String defaultText(Definition.Setting setting) {
        return setting.isFamily()
                ? "any number of them"
                : setting.defaultValue()
                        .map(value -> value.isEmpty() ? "empty by default" : "by default " + value)
                        .orElse("required");
    }
}
