package dev.fanfold.cli;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.application.LocalWorkloads;
import dev.fanfold.cli.application.TemplateWorkloads;
import dev.fanfold.cli.deployed.AwsAccess;
import dev.fanfold.cli.deployed.Stacks;
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

    /// Runs the command and exits with its code, because threads of the emulators would keep the
    /// process alive.
    public static void main(String[] args) {
        main(FunctionCode.declared(), args);
    }

    /// @param code where functions that run on this machine have their code
    static void main(FunctionCode code, String... args) {
        Terminal terminal = Terminal.ofProcess();
        ForcedExit forcedExit = ForcedExit.of(terminal);
        ForcedExit.withLauncher();
        WorkloadOutput.redirect(terminal::log);
        CommandContext here = surroundings(terminal, code);
        int exit = Exit.FAILURE.code();
        try {
            exit = run(here, args);
        } catch (Throwable failed) { // must reach exit(), see main
            terminal.say(Machine.complaint(failed).orElseGet(failed::toString));
        } finally {
            forcedExit.exit(exit);
        }
    }

    private static CommandContext surroundings(Terminal terminal, FunctionCode code) {
        var workloads = new TemplateWorkloads(code);
        var access = AwsAccess.fromProcess();
        return new CommandContext(
                terminal,
                new LocalApplicationStarter(workloads),
                new Stacks(() -> atHand(workloads), home(), access, terminal::say),
                access,
                workloads,
                new FileSource(),
                home());
    }

    // Workloads on this machine, for answers so far and for tables. A deployed application lists
    // its own workloads.
    private static Workloads atHand(LocalWorkloads workloads) {
        try {
            return workloads.load(CommandContext.template(home()));
        } catch (InvalidInputException nothingBuilt) {
            return Workloads.of();
        }
    }

    /// Runs the command and returns its exit code.
    static int run(CommandContext here, String... args) {
        var fanfold = new Fanfold();
        var errorPrinter = new ErrorPrinter(here.terminal(), fanfold);
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
                .setParameterExceptionHandler(errorPrinter)
                .setExecutionExceptionHandler(errorPrinter);
        return printed(here.terminal(), executed(command, errorPrinter, args));
    }

    private static int executed(CommandLine command, ErrorPrinter errorPrinter, String... args) {
        try {
            return command.execute(args);
        } catch (Error e) { // for example from a workload
            return errorPrinter.report(e);
        }
    }

    // If stdout could not be written, the command failed.
    private static int printed(Terminal terminal, int code) {
        if (terminal.isWritten()) {
            return code;
        }
        terminal.say(
                "could not write standard output (closed, or its disk is full): the printed answer is incomplete");
        return Math.max(code, Exit.FAILURE.code());
    }

    // The launcher script passes its own folder; the default is the current folder.
    private static Path home() {
        String told =
                System.getProperty(
                        "fanfold.home", System.getenv().getOrDefault("FANFOLD_HOME", ""));
        return Path.of(told).toAbsolutePath();
    }
}
