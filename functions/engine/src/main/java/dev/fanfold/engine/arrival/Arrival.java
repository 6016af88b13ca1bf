package dev.fanfold.engine.arrival;

import dev.fanfold.workload.Pin;
import java.util.List;

/// The content of a message on the dispatch queue.
public sealed interface Arrival {
    /// Objects were written to the inbox.
    record Uploaded(List<Pin> objects) implements Arrival {
        public Uploaded {
            objects = List.copyOf(objects);
        }
    }

    /// A known job waits to be planned and sent, or to be continued.
    record Waiting(JobId job) implements Arrival {}

    /// Nothing to do, for example for the bucket's test event.
    record Nothing(String what) implements Arrival {}
}
