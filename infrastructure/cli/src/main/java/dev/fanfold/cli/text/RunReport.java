package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import dev.fanfold.documents.Pace;
import dev.fanfold.documents.Receipt;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Records.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints a job as text: its state, its ledger, and what is missing, rejected or lost. If the job
/// ended on the local cloud, also what it used, its price, and what limited its speed.
public final class RunReport {
    private static final int MAX_MISSING = 10;
    private final Terminal terminal;

    public RunReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Prints a job that ended on the local cloud.
    ///
    /// @param limit what limited the job's speed
    public void print(Account account, Receipt receipt, String limit) {
        line(
                account.state().name().toLowerCase(Locale.ROOT),
                account.workload() + ", job " + account.id());
        line("ledger", balance(account) + ledger(account));
        printWindow(account);
        printVersions(account);
        account.records().first().forEach(this::printRejected);
        printMissing(account);
        printLosses(account);
        line("receipt", usage(receipt));
        line("price", Figures.usd(receipt.usd()) + " is what AWS would have charged");
        line("limit", limit);
    }

    /// Prints the status of a job on any application.
    ///
    /// @param trace the first stack trace of the job's failures, if there is one
    /// @param words how far the job is in the words of its workload, if it says something
    public void print(
            JobStatus jobStatus, Instant now, Optional<String> trace, Optional<String> words) {
        Account account = Account.of(jobStatus.job(), jobStatus.fold()).traced(trace);
        line(
                account.state().name().toLowerCase(Locale.ROOT),
                account.workload() + ", job " + account.id());
        line("progress", progress(account, Pace.of(jobStatus, now)));
        words.ifPresent(text -> line("", text));
        // The ledger of an open job cannot balance yet, so its balance is not printed.
        line(
                "ledger",
                (jobStatus.job().isOpen() ? "so far: " : balance(account)) + ledger(account));
        printWindow(account);
        printVersions(account);
        account.records().first().forEach(this::printRejected);
        printMissing(account);
        printLosses(account);
        account.problem()
                .ifPresent(problem -> line("error", problem.kind() + ": " + problem.message()));
    }

    private static String progress(Account account, Pace pace) {
        String waiting = RoundText.waiting(account);
        if (!waiting.isEmpty()) {
            return waiting;
        }
        String rate =
                pace.tasksPerSecond()
                        .map(speed -> ", " + speed.toPlainString() + " tasks/s")
                        .orElse("");
        String left = pace.eta().map(eta -> ", about " + Figures.time(eta) + " to go").orElse("");
        Account.Tasks tasks = RoundText.tasks(account);
        return "%s%s of %s tasks (%s %%)%s%s"
                .formatted(
                        RoundText.name(account),
                        Figures.count(tasks.done() + tasks.lost()),
                        Figures.count(tasks.planned()),
                        pace.percent().toPlainString(),
                        rate,
                        left);
    }

    private void printWindow(Account account) {
        account.window()
                .ifPresent(window ->
                        line(
                                "window",
                                "at most %s in parallel%s"
                                        .formatted(
                                                Figures.of(window.concurrency(), "task"),
                                                overruns(window.overruns()))));
    }

    private static String overruns(long overruns) {
        return overruns == 0
                ? ""
                : "; up to %s more, because messages were delivered or sent again"
                        .formatted(Figures.count(overruns));
    }

    // Only if tasks ran with several versions of the workload.
    private void printVersions(Account account) {
        if (account.versions().size() > 1) {
            line(
                    "versions",
                    "%d of %s: %s; tasks ran before and after a deployment"
                            .formatted(
                                    account.versions().size(),
                                    account.workload(),
                                    String.join(", ", account.versions())));
        }
    }

    private static String balance(Account account) {
        return account.balanced() ? "balanced: " : "NOT balanced: ";
    }

    private static String ledger(Account account) {
        Account.Tasks tasks = account.tasks();
        Account.Bytes bytes = account.bytes();
        String lost = tasks.lost() == 0 ? "" : " (%s lost)".formatted(Figures.count(tasks.lost()));
        String covered =
                bytes.input() == 0
                        ? ""
                        : ", %s of %s bytes"
                                .formatted(
                                        Figures.count(bytes.covered()),
                                        Figures.count(bytes.input()));
        return "%s of %s tasks%s%s, %s read, %s rejected%s, %s"
                .formatted(
                        Figures.count(tasks.done()),
                        Figures.count(tasks.planned()),
                        lost,
                        covered,
                        Figures.of(account.records().read(), "record"),
                        Figures.count(account.records().rejected()),
                        outputs(account.outputs()),
                        Figures.of(account.repairs(), "repair"));
    }

    private static String outputs(OutputCount outputs) {
        return outputs.count() == 0
                ? ""
                : ", %s of %s"
                        .formatted(
                                Figures.of(outputs.count(), "output"),
                                Figures.of(outputs.bytes(), "byte"));
    }

    private static String usage(Receipt receipt) {
        return String.join(
                ", ",
                Figures.time(receipt.wall()) + " wall",
                Figures.time(receipt.work()) + " of work",
                Figures.of(receipt.invocations(), "invocation"),
                Figures.of(receipt.messages(), "message"),
                Figures.of(receipt.writes(), "write"));
    }

    private void printRejected(Rejection rejection) {
        line(
                "rejected",
                "%s at byte %s: %s"
                        .formatted(
                                rejection.object(),
                                Figures.count(rejection.offset()),
                                rejection.reason()));
    }

    private void printMissing(Account account) {
        List<Account.Missing> slices = account.missing();
        for (Account.Missing slice : slices.stream().limit(MAX_MISSING).toList()) {
            line(
                    "missing",
                    "task %d, %s to %s: %s"
                            .formatted(
                                    slice.task(),
                                    Figures.count(slice.from()),
                                    Figures.count(slice.to()),
                                    slice.reason()));
        }
        Account.Tasks tasks = RoundText.tasks(account);
        long more = tasks.planned() - tasks.done() - MAX_MISSING;
        if (!slices.isEmpty() && more > 0) {
            line(
                    "missing",
                    "and %s: --json lists the first %s"
                            .formatted(
                                    Figures.of(more, "more task"),
                                    Figures.count(Account.MAX_MISSING)));
        }
    }

    // For example:
    // "lost  37 tasks: EXHAUSTED: java.io.IOException: ... at com.acme.Foo.work(Foo.java:12)"
    private void printLosses(Account account) {
        account.losses().forEach(loss -> line("lost", text(loss)));
        account.trace().ifPresent(this::printTrace);
    }

    static String text(Account.Loss loss) {
        String text = loss.text().isEmpty() ? "" : ": " + loss.text();
        String at = loss.at().isEmpty() ? "" : " at " + loss.at();
        return Figures.of(loss.tasks(), "task") + ": " + loss.kind() + text + at;
    }

    private void printTrace(String trace) {
        List<String> lines = trace.lines().toList();
        line("trace", lines.getFirst());
        lines.stream().skip(1).forEach(frame -> line("", frame.replace("\t", "    ")));
    }

    private void line(String name, String text) {
        terminal.print(10, name, text);
    }
}
