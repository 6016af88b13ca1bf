package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.source.FileSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Jobs whose number of workers Lambda does not allow run with another one, and say so.
@Timeout(180)
class WorkersRunTest {
    private final Captured out = new Captured();
    private final Captured err = new Captured();

    @Test
    void aPlanForOneWorkerRunsOnTwo() {
        assertThat(fanfold("run", "noop", "--set", "tasks=30", "--workers", "1")).isZero();

        assertThat(err.text()).contains("fanfold: up to 2 workers run at the same time");
        assertThat(out.text()).contains("succeeded  noop", "30 of 30 tasks");
    }

    @Test
    void aBenchmarkWithMoreWorkersThanLambdaAllowsSaysHowManyRun() {
        assertThat(fanfold("bench", "noop", "--tasks", "30", "--workers", "1001")).isZero();

        assertThat(err.text()).contains("fanfold: up to 1,000 workers run at the same time");
        assertThat(out.text()).contains("30 done");
    }

    private int fanfold(String... words) {
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
        return Main.run(context, words);
    }
}
