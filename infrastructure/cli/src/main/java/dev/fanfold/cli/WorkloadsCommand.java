package dev.fanfold.cli;

import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Setting;
import dev.fanfold.engine.work.Workload;
import picocli.CommandLine.Command;

/// `fanfold workloads`: what there is to run.
@Command(name = "workloads", description = "Lists the workloads and their settings.")
final class WorkloadsCommand implements Runnable {
    private final Surroundings here;

    WorkloadsCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public void run() {
        here.workloads().all().stream().map(Workload::definition).forEach(this::print);
    }

    private void print(Definition definition) {
        Terminal terminal = here.terminal();
        terminal.print(definition.name() + (definition.readsInput() ? " --input FILE" : ""));
        terminal.print("  " + definition.summary());
        int width =
                definition.settings().stream()
                        .mapToInt(setting -> setting.name().length())
                        .max()
                        .orElse(0);
        for (Setting setting : definition.settings()) {
            String meaning = " %s (%s)".formatted(setting.meaning(), need(setting));
            terminal.print(4 + width, "    " + setting.name(), meaning);
        }
    }

    private static String need(Setting setting) {
        return setting.otherwise()
                .map(value -> value.isEmpty() ? "empty by default" : "by default " + value)
                .orElse("required");
    }
}
