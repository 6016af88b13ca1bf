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

    /// Runs the command and ends the process with its exit code; emulators leave threads behind
    /// that would keep it alive.
    public static void main(String[] args) {
        main(FunctionCode.declared(), args);
    }

    /// @param code where the code of functions of this machine is
    static void main(FunctionCode code, String... args) {
        Terminal terminal = Terminal.ofProcess();
        ForcedExit forcedExit = ForcedExit.of(terminal);
        ForcedExit.withLauncher();
        WorkloadOutput.redirect(terminal::log);
        CommandContext here = surroundings(terminal, code);
        int exit = Exit.FAILURE.code();
        try {
            exit = run(here, args);
        } catch (Throwable failed) { // threads of the emulators would keep the process alive
            terminal.say(Machine.complaint(failed).orElseGet(failed::toString));
        } finally {
            forcedExit.exit(exit);
        }
    }

    private static CommandContext surroundings(Terminal terminal, FunctionCode code) {
        var workloads = new TemplateWorkloads(code);
        var access = AwsAccess.ofProcess();
        return new CommandContext(
                terminal,
                new LocalApplicationStarter(workloads),
                new Stacks(() -> atHand(workloads), home(), access, terminal::say),
                access,
                workloads,
                new FileSource(),
                home());
    }

    // For answers so far and for tables; an application that is deployed says itself what it has.
    private static Workloads atHand(LocalWorkloads workloads) {
        try {
            return workloads.load(CommandContext.template(home()));
        } catch (InvalidInputException nothingBuilt) {
            return Workloads.of();
        }
    }

    /// Runs the command; its exit code.
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
        } catch (Error e) { // a workload's own, say: one line, as of any other defect
            return errorPrinter.report(e);
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
