package dev.fanfold.cli;

import dev.fanfold.cli.deployed.AwsFailures;
import dev.fanfold.cli.deployed.Target;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.workload.InvalidInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Prints an error in one line: what failed, where, and the remedy. With `--verbose`, prints its
/// stack trace before.
final class ErrorPrinter implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String NOT_QUOTED =
            "Unknown argument, not quoted because it may be a secret";
    private final Terminal terminal;
    private final Fanfold fanfold;

    ErrorPrinter(Terminal terminal, Fanfold fanfold) {
        this.terminal = terminal;
        this.fanfold = fanfold;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.say(
                (mayQuoteSecret(e, args)
                                ? NOT_QUOTED
                                : String.valueOf(e.getMessage()).strip().replaceFirst("\\.$", ""))
                        + hint(e)
                        + "; see "
                        + command
                        + " --help");
        return Exit.USAGE.code();
    }

    // An unknown argument beside `--secret`, or beside an option that may be a misspelled --secret.
    private static boolean mayQuoteSecret(ParameterException e, String... args) {
        return e instanceof UnmatchedArgumentException
                && Stream.of(args).anyMatch(argument -> argument.startsWith("--sec"));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Optional<String> explained =
                e instanceof InvalidInputException ? Optional.empty() : awsError(e, command);
        if (explained.isPresent()) {
            printTraceIfVerbose(e);
            terminal.say(explained.get());
            return Exit.FAILURE.code();
        }
        return report(e);
    }

    private void printTraceIfVerbose(Throwable e) {
        if (fanfold.isVerbose()) {
            terminal.log(trace(e));
        }
    }

    /// Prints the failure and returns the exit code.
    ///
    /// [Main] calls it for an [Error], because picocli passes only exceptions to this handler.
    int report(Throwable e) {
        printTraceIfVerbose(e);
        if (e instanceof InvalidInputException) {
            terminal.say(String.valueOf(e.getMessage()));
            return Exit.USAGE.code();
        }
        Optional<String> machineError = Machine.error(e);
        if (machineError.isPresent()) {
            terminal.say(machineError.get());
            return Exit.FAILURE.code();
        }
        terminal.say(
                "defect in Fanfold or in the workload: "
                        + e.toString().strip().replaceAll("\\s*\r?\n\\s*", " ")
                        + (fanfold.isVerbose() ? "" : "; --verbose shows its stack trace"));
        return Exit.FAILURE.code();
    }

    // With --on local, the default, AWS clients call the local cloud. So their failures are defects
    // of Fanfold.
    private static Optional<String> awsError(Exception e, CommandLine command) {
        Target target = command.getParseResult().matchedOptionValue("--on", Target.LOCAL);
        return target == Target.LOCAL ? Optional.empty() : AwsFailures.explained(e);
    }

    private static String trace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }

    private static String hint(ParameterException e) {
        String unknown = unknownArgument(e).split("=", 2)[0];
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return InvalidInputException.didYouMean(
                unknown,
                unknown.startsWith("-")
                        ? command.optionsMap().keySet()
                        : command.subcommands().keySet());
    }

    // The option or command that does not exist, or an empty text for another error. For `help X`,
    // the unknown command X is only in the exception's value.
    private static String unknownArgument(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().getFirst();
        }
        return e.getArgSpec() == null && e.getValue() != null ? e.getValue() : "";
    }
}
