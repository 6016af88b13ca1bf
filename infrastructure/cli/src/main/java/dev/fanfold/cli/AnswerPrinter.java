package dev.fanfold.cli;

import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.cli.text.TextTable;
import dev.fanfold.documents.Account;
import java.nio.charset.StandardCharsets;

/// What commands print of answers.
final class AnswerPrinter {
    private final Terminal terminal;

    AnswerPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The answer as a table where it has rows, else as it is; nothing where there is none.
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

    /// Why there is no whole answer, if there is none.
    void complain(Account account, Exit exit) {
        account.problem()
                .ifPresent(problem -> {
                    String what = exit == Exit.USAGE ? "" : problem.kind() + ": ";
                    terminal.say(what + problem.message());
                });
    }
}
