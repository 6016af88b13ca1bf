package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The outputs of all rounds of a job, as people list and read them.
class OutputQueriesTest {
    private final InMemoryApplication application = new InMemoryApplication(new Files());
    private final OutputQueries queries = new OutputQueries(application.ports);

    @Test
    void theyAreOrderedByRoundTaskAndName() {
        for (int pack : new int[] {1, 3, 10}) {
            List<Output> all = queries.list(ended(pack)).toList();

            assertThat(all)
                    .extracting(output -> output.round() + "." + output.task() + output.name())
                    .containsExactly(
                            "0.0a", "0.0b", "0.1a", "0.1b", "0.2a", "0.2b", "0.3a", "0.3b", //
                            "1.0a", "1.0b", "1.1a", "1.1b", "1.2a", "1.2b", "1.3a", "1.3b");
        }
    }

    @Test
    void thoseAfterAnyOfThemAreTheRest() {
        Job job = ended(3);
        List<Output> all = queries.list(job).toList();

        for (int at = 0; at < all.size(); at++) {
            assertThat(queries.listAfter(job, all.get(at)))
                    .isEqualTo(all.subList(at + 1, all.size()));
        }
        assertThat(queries.listAfter(job, new Output(0, 1, "", "aa", 0, "")))
                .isEqualTo(all.subList(3, all.size()));
        assertThat(queries.listAfter(job, new Output(7, 0, "", "", 0, ""))).isEmpty();
    }

    @Test
    void thoseOfARoundAfterAnyOfThemAreTheRestOfTheRound() {
        Job job = ended(3);
        List<Output> all = queries.list(job).toList();

        for (int at = 0; at < all.size(); at++) {
            assertThat(queries.roundAfter(job, all.get(at)))
                    .isEqualTo(all.subList(at + 1, at < 8 ? 8 : 16));
        }
        assertThat(queries.roundAfter(job, new Output(2, 0, "", "", 0, ""))).isEmpty();
    }

    @Test
    void aPartOfThemReadsOnlyItsManifests() {
        Job job = ended(1); // a message, and so a manifest, for each task
        List<Output> all = queries.list(job).toList();
        var reads = new AtomicInteger();
        application.outputs.beforeManifest(reads::incrementAndGet);

        for (int count = 1; count <= 16; count++) {
            reads.set(0);
            assertThat(queries.list(job).limit(count)).hasSize(count);
            assertThat(reads).hasValue(Math.ceilDiv(count, 2));
        }
        for (int at = 0; at < 14; at++) {
            reads.set(0);
            assertThat(queries.listAfter(job, all.get(at)).findFirst()).hasValue(all.get(at + 1));
            // A task's last output is passed over, because the task may have more.
            assertThat(reads).hasValue(1 + at % 2);
        }
    }

    @Test
    void aJobThatIsNotPlannedHasNone() {
        JobId id = application.dispatcher.submit(Files.request(1, "0", 1)).job().id();

        assertThat(queries.list(application.job(id))).isEmpty();
    }

    @Test
    void oneIsReadFromAnyOffset() throws IOException {
        Job job = ended(1);
        Output output = queries.list(job).skip(1).findFirst().orElseThrow();

        for (long from = 0; from <= output.bytes(); from++) {
            try (InputStream in = queries.open(job, output, from)) {
                assertThat(in.readAllBytes())
                        .asString()
                        .isEqualTo("0.0".substring(Math.toIntExact(from)));
            }
        }
        assertThat(queries.key(job, output)).startsWith("outputs/" + job.id() + "/").endsWith("/b");
    }

    private Job ended(int pack) {
        return application.run(
                application.dispatcher.submit(Files.request(pack, "0", pack)).job().id());
    }
}
