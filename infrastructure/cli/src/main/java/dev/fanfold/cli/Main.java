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

    /// Runs the command, and then exits explicitly, because the emulators' threads would keep the
    /// process running.
    public static void main(String[] args) {
        main(FunctionCode.declared(), args);
    }

    /// @param code finds the code of functions that run on this machine
    static void main(FunctionCode code, String... args) {
        Terminal terminal = Terminal.ofProcess();
        ForcedExit forcedExit = ForcedExit.of(terminal);
        ForcedExit.endWithLauncher();
        WorkloadOutput.redirect(terminal::log);
        CommandContext context = createContext(terminal, code);
        int exit = Exit.FAILURE.code();
        try {
            exit = run(context, args);
        } catch (Throwable failed) { // the process must exit in any case
            terminal.say(Machine.error(failed).orElseGet(failed::toString));
        } finally {
            forcedExit.exit(exit);
        }
    }

    private static CommandContext createContext(Terminal terminal, FunctionCode code) {
        var workloads = new TemplateWorkloads(code);
        var access = AwsAccess.fromProcess();
        return new CommandContext(
                terminal,
                new LocalApplicationStarter(workloads),
                new Stacks(() -> workloadsHere(workloads), home(), access, terminal::say),
                access,
                workloads,
                new FileSource(),
                home());
    }

    // The workloads of the default template; none if it is invalid or its code is not built. They
    // are needed to print previews and tables, and to plan a job before it is submitted. A deployed
    // application itself lists the workloads that it can run.
    private static Workloads workloadsHere(LocalWorkloads workloads) {
        try {
            return workloads.load(CommandContext.template(home()));
        } catch (InvalidInputException unavailable) {
            return Workloads.of();
        }
    }

    /// Runs the command and returns its exit code.
    static int run(CommandContext context, String... args) {
        var fanfold = new Fanfold();
        var errorPrinter = new ErrorPrinter(context.terminal(), fanfold);
        CommandLine command =
                new CommandLine(fanfold)
                        .addSubcommand("run", new RunCommand(context))
                        .addSubcommand("plan", new PlanCommand(context))
                        .addSubcommand("submit", new SubmitCommand(context))
                        .addSubcommand("jobs", new JobsCommand(context))
                        .addSubcommand("status", new StatusCommand(context))
                        .addSubcommand("result", new ResultCommand(context))
                        .addSubcommand("outputs", new OutputsCommand(context))
                        .addSubcommand("cancel", new CancelCommand(context))
                        .addSubcommand("redrive", new RedriveCommand(context))
                        .addSubcommand("deploy", new DeployCommand(context))
                        .addSubcommand("workloads", new WorkloadsCommand(context))
                        .addSubcommand("bench", new BenchCommand(context))
                        .addSubcommand("prove", new ProveCommand(context))
                        .addSubcommand("local", new LocalCommand(context))
                        .addSubcommand("new", new NewCommand(context))
                        .addSubcommand("doctor", new DoctorCommand(context))
                        .addSubcommand("help", new HelpCommand());
        command.setOut(context.terminal().outWriter())
                .setErr(context.terminal().errWriter())
                .setColorScheme(
                        Help.defaultColorScheme(
                                context.terminal().colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errorPrinter)
                .setExecutionExceptionHandler(errorPrinter);
        return checkOutput(context.terminal(), execute(command, errorPrinter, args));
    }

    private static int execute(CommandLine command, ErrorPrinter errorPrinter, String... args) {
        try {
            return command.execute(args);
        } catch (Error e) { // for example from a workload
            return errorPrinter.report(e);
        }
    }

    // If standard output could not be written, the command failed.
    private static int checkOutput(Terminal terminal, int code) {
        if (terminal.isWritten()) {
            return code;
        }
        terminal.say(
                "could not write standard output (closed, or its disk is full): the printed answer is incomplete");
        return Math.max(code, Exit.FAILURE.code());
    }

    // The folder of the launcher script, which passes it as fanfold.home. Without a launcher it is
    // FANFOLD_HOME, or else the current folder.
    private static Path home() {
        String folder =
                System.getProperty(
                        "fanfold.home", System.getenv().getOrDefault("FANFOLD_HOME", ""));
        return Path.of(folder).toAbsolutePath();
    }
}
