package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A job's deadline on this machine.
@Timeout(120)
class DeadlineTest {
    private static final Pattern PASSED =
            Pattern.compile("DEADLINE: its deadline of PT3S passed at (\\S+Z)");
    private final Captured out = new Captured();
    private final Captured err = new Captured();

    @Test
    void aJobThatStillRunsFailsWithinSecondsOfItsDeadline() {
        Workloads workloads = Workloads.discovered();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));

        int exit =
                Main.run(
                        context,
                        "run",
                        "sleep",
                        "--set",
                        "tasks=3",
                        "--set",
                        "millis=70000",
                        "--deadline",
                        "3s");
        Instant ended = Instant.now();

        assertThat(exit).isEqualTo(1);
        Matcher passed = PASSED.matcher(err.text());
        assertThat(passed.find()).as(err.text()).isTrue();
        assertThat(Duration.between(Instant.parse(passed.group(1)), ended))
                .isLessThan(Duration.ofSeconds(6));
        assertThat(out.text()).contains("failed ");
    }
}
