package dev.fanfold.testkit;

import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Source;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The ports in memory fulfil the contracts.
///
/// The ports on AWS services are tested with the same contracts on the local cloud.
class InMemoryPortsTest {
    @Nested
    class Jobs implements JobStoreContract {
        private final JobStore store = new InMemoryJobStore();

        @Override
        public JobStore store() {
            return store;
        }
    }

    @Nested
    class Reports implements ReportLogContract {
        private final ReportLog log = new InMemoryReportLog();

        @Override
        public ReportLog log() {
            return log;
        }
    }

    @Nested
    class Blobs implements BlobStoreContract {
        private final BlobStore blobs = new InMemoryBlobStore();

        @Override
        public BlobStore blobs() {
            return blobs;
        }
    }

    @Nested
    class Outputs implements OutputStoreContract {
        private final OutputStore outputs = new InMemoryOutputStore();

        @Override
        public OutputStore outputs() {
            return outputs;
        }
    }

    @Nested
    class Opened implements WorksContract {
        private final Works works = new InMemoryWorks();

        @Override
        public Works works() {
            return works;
        }
    }

    @Nested
    class Inputs implements SourceContract {
        private final InMemorySource source = new InMemorySource();

        @Override
        public Source source() {
            return source;
        }

        @Override
        public URI put(String name, byte[] bytes) {
            URI uri = uri(name);
            source.put(uri, bytes);
            return uri;
        }

        @Override
        public URI nowhere() {
            return uri("nowhere.csv");
        }

        private static URI uri(String name) {
            try {
                return new URI("mem", null, "/" + name, null);
            } catch (java.net.URISyntaxException e) {
                throw new IllegalArgumentException(name, e);
            }
        }
    }

    @Nested
    class Queues implements TaskQueueContract {
        private final InMemoryTaskQueue queue = new InMemoryTaskQueue(new FakeClock());

        @Override
        public TaskQueue queue() {
            return queue;
        }

        @Override
        public List<WorkMessage> takeWork() {
            return taken(queue.receiveWork(10));
        }

        @Override
        public List<WorkMessage> takeRetry() {
            return taken(queue.receiveRetry());
        }

        private List<WorkMessage> taken(List<ReceivedMessage<WorkMessage>> received) {
            queue.delete(received);
            return received.stream().map(ReceivedMessage::message).toList();
        }
    }
}
