package dev.fanfold.cli;

import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Setting;
import dev.fanfold.engine.work.Workload;
import java.io.PrintStream;
import java.util.Locale;
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
        PrintStream out = here.terminal().out();
        for (Workload<?> workload : here.workloads().all()) {
            Definition definition = workload.definition();
            out.println(definition.name() + (definition.readsInput() ? " --input FILE" : ""));
            out.println("  " + definition.summary());
            int width =
                    definition.settings().stream()
                            .mapToInt(setting -> setting.name().length())
                            .max()
                            .orElse(0);
            for (Setting setting : definition.settings()) {
                out.printf(
                        Locale.ROOT,
                        "    %-" + width + "s  %s (%s)%n",
                        setting.name(),
                        setting.meaning(),
                        need(setting));
            }
        }
    }

    private static String need(Setting setting) {
        return setting.otherwise()
                .map(value -> value.isEmpty() ? "empty by default" : "by default " + value)
                .orElse("required");
    }
}
