package dev.fanfold.local.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.ArrivalJson;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.testkit.BlobStoreContract;
import dev.fanfold.testkit.JobStoreContract;
import dev.fanfold.testkit.OutputStoreContract;
import dev.fanfold.testkit.ReportLogContract;
import dev.fanfold.testkit.Samples;
import dev.fanfold.testkit.SourceContract;
import dev.fanfold.testkit.TaskQueueContract;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Source;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Checks the contracts of the engine's ports on the AWS adapters and the emulators.
///
/// It also tests errors that only these adapters have. The testkit checks the same contracts in
/// memory.
@Timeout(120)
class AwsAdaptersTest {
    private static final EmulatedServices SERVICES = EmulatedServices.get();
    private static final Map<String, String> ENVIRONMENT = SERVICES.environment();
    private static final Ports PORTS = SERVICES.ports(ENVIRONMENT);

    @Nested
    class Jobs implements JobStoreContract {
        @Override
        public JobStore store() {
            return PORTS.jobs();
        }

        @Test
        void aPlanTooLongForItsRowComesBackWithIt() {
            Job job = Samples.accepted();
            long[] starts = new long[100_000];
            Arrays.setAll(starts, i -> i * 1_000L);
            var pin = Objects.requireNonNull(job.input());
            Job planned =
                    job.planned(
                            new Plan.Items(pin, 100_000, 1, new ItemIndex(starts), new TreeMap<>()),
                            job.changed());

            store().create(job);
            assertThat(store().replace(planned)).isTrue();

            assertThat(store().job(job.id())).contains(planned);
            assertThat(SERVICES.ports(ENVIRONMENT).jobs().job(job.id())).contains(planned);
        }

        @Test
        void anAccumulatorThatNoItemHoldsIsRefusedWithTheRemedy() {
            Accumulator empty = Samples.empty();
            var large =
                    new Accumulator(
                            empty.job(),
                            0,
                            0,
                            10,
                            0,
                            null,
                            empty.done(),
                            empty.losses(),
                            empty.ledger(),
                            new Payload.Inline(new byte[400_000]));

            assertThatThrownBy(() -> store().create(large))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("400")
                    .hasMessageContaining("--slice");
        }
    }

    @Nested
    class Reports implements ReportLogContract {
        @Override
        public ReportLog log() {
            return PORTS.reports();
        }
    }

    @Nested
    class Blobs implements BlobStoreContract {
        @Override
        public BlobStore blobs() {
            return PORTS.blobs();
        }
    }

    @Nested
    class Outputs implements OutputStoreContract {
        private final OutputStore outputs = SERVICES.outputs(ENVIRONMENT);

        @Override
        public OutputStore outputs() {
            return outputs;
        }
    }

    @Nested
    class Inputs implements SourceContract {
        @Override
        public Source source() {
            return PORTS.source();
        }

        @Override
        public URI put(String name, byte[] bytes) {
            SERVICES.put(EmulatedServices.INBOX, "in/" + name, bytes);
            return InboxKey.uri(EmulatedServices.INBOX, "in/" + name);
        }

        @Override
        public URI nowhere() {
            return InboxKey.uri(EmulatedServices.INBOX, "in/nobody put this");
        }

        @Test
        void anEmptyObjectHasNoBytes() throws Exception {
            var pin = source().pin(put("empty", new byte[0]));

            try (var in = source().open(pin, 0, 0)) {
                assertThat(in.readAllBytes()).isEmpty();
            }
        }

        @Test
        void aFileIsNoInputOfDeployedCode() {
            assertThatThrownBy(() -> source().pin(URI.create("ftp://host/x")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll("ftp", "s3://");
        }
    }

    @Nested
    class Queues implements TaskQueueContract {
        private final Map<String, String> environment = SERVICES.environment();
        private final TaskQueue queue = SERVICES.ports(environment).pools().queueFor("general");

        @Override
        public TaskQueue queue() {
            return queue;
        }

        @Override
        public List<WorkMessage> takeWork() {
            return take("work");
        }

        @Override
        public List<WorkMessage> takeRetry() {
            return take("retry");
        }

        private List<WorkMessage> take(String name) {
            return SERVICES.take(SERVICES.queueUrl(environment, name)).stream()
                    .map(WorkMessageJson::read)
                    .toList();
        }
    }

    @Nested
    class Dispatch {
        @Test
        void aJobThatWaitsIsCountedUntilItIsTaken() {
            String url = ENVIRONMENT.getOrDefault("FANFOLD_DISPATCH_QUEUE_URL", "");
            JobId job = Samples.id();
            PORTS.dispatch().send(job, 0, Duration.ZERO);

            assertThat(PORTS.dispatch().depth()).isEqualTo(1);
            assertThat(SERVICES.take(url)).containsExactly(ArrivalJson.write(job, 0));
            assertThat(PORTS.dispatch().depth()).isZero();
        }
    }
}
