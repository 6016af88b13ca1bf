package dev.fanfold.cli;

import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Stacks;
import dev.fanfold.cli.line.LocalLines;
import dev.fanfold.cli.line.LocalWorkloads;
import dev.fanfold.cli.line.TemplateWorkloads;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

/// The front door of the command line.
public final class Main {
    private Main() {}

    /// Runs the command and ends the process with its exit code; emulators leave threads behind
    /// that would keep it alive.
    public static void main(String[] args) {
        main(FunctionCode.declared(), args);
    }

    /// @param code where the code of functions of this machine is
    static void main(FunctionCode code, String... args) {
        Terminal terminal = Terminal.ofProcess();
        Ending ending = Ending.of(terminal);
        Ending.withLauncher();
        Prints.redirect(terminal::log);
        Surroundings here = surroundings(terminal, code);
        int exit = Exit.FAILURE.code();
        try {
            exit = run(here, args);
        } catch (Throwable failed) { // threads of the emulators would keep the process alive
            terminal.say(Machine.complaint(failed).orElseGet(failed::toString));
        } finally {
            ending.exit(exit);
        }
    }

    private static Surroundings surroundings(Terminal terminal, FunctionCode code) {
        var workloads = new TemplateWorkloads(code);
        var access = AwsAccess.ofProcess();
        return new Surroundings(
                terminal,
                new LocalLines(workloads),
                new Stacks(() -> atHand(workloads), home(), access, terminal::say),
                access,
                workloads,
                new FileSource(),
                home());
    }

    // For answers so far and for tables; an application that is deployed says itself what it has.
    private static Workloads atHand(LocalWorkloads workloads) {
        try {
            return workloads.of(Surroundings.template(home()));
        } catch (InvalidInputException nothingBuilt) {
            return Workloads.of();
        }
    }

    /// Runs the command; its exit code.
    static int run(Surroundings here, String... args) {
        var fanfold = new Fanfold();
        var faults = new Faults(here.terminal(), fanfold);
        CommandLine command =
                new CommandLine(fanfold)
                        .addSubcommand("run", new RunCommand(here))
                        .addSubcommand("plan", new PlanCommand(here))
                        .addSubcommand("submit", new SubmitCommand(here))
                        .addSubcommand("jobs", new JobsCommand(here))
                        .addSubcommand("status", new StatusCommand(here))
                        .addSubcommand("result", new ResultCommand(here))
                        .addSubcommand("cancel", new CancelCommand(here))
                        .addSubcommand("redrive", new RedriveCommand(here))
                        .addSubcommand("deploy", new DeployCommand(here))
                        .addSubcommand("workloads", new WorkloadsCommand(here))
                        .addSubcommand("bench", new BenchCommand(here))
                        .addSubcommand("prove", new ProveCommand(here))
                        .addSubcommand("local", new LocalCommand(here))
                        .addSubcommand("new", new NewCommand(here))
                        .addSubcommand("doctor", new DoctorCommand(here))
                        .addSubcommand("help", new HelpCommand());
        command.setOut(here.terminal().outWriter())
                .setErr(here.terminal().errWriter())
                .setColorScheme(
                        Help.defaultColorScheme(
                                here.terminal().colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults);
        return printed(here.terminal(), executed(command, faults, args));
    }

    private static int executed(CommandLine command, Faults faults, String... args) {
        try {
            return command.execute(args);
        } catch (Error e) { // a workload's own, say: one line, as of any other defect
            return faults.told(e);
        }
    }

    // An answer that did not come to where it was to go is none.
    private static int printed(Terminal terminal, int code) {
        if (terminal.isWritten()) {
            return code;
        }
        terminal.say(
                "standard output could not be written, its disk is full or it is closed: what was printed is not whole");
        return Math.max(code, Exit.FAILURE.code());
    }

    // The script that starts it says where it stands; without it, here.
    private static Path home() {
        String told =
                System.getProperty(
                        "fanfold.home", System.getenv().getOrDefault("FANFOLD_HOME", ""));
        return Path.of(told).toAbsolutePath();
    }
}
