package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.cli.text.TextTable;
import dev.fanfold.documents.Account;
import java.nio.charset.StandardCharsets;

/// Prints answers.
final class AnswerPrinter {
    private final Terminal terminal;

    AnswerPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Prints the answer as a table if it has rows, otherwise as JSON. Prints nothing if the job
    /// has no answer.
    void print(JobAnswer jobAnswer) {
        byte[] result = jobAnswer.result();
        if (result == null) {
            return;
        }
        jobAnswer
                .table()
                .ifPresentOrElse(
                        table -> new TextTable(table).print(terminal),
                        () -> terminal.printJson(new String(result, StandardCharsets.UTF_8)));
        terminal.print("");
    }

    /// If the answer is missing or partial, prints the reason.
    void complain(Account account, Exit exit) {
        account.problem()
                .ifPresent(problem -> {
                    String what = exit == Exit.USAGE ? "" : problem.kind() + ": ";
                    terminal.say(what + problem.message());
                });
    }
}
