package dev.fanfold.engine.arrival;

import dev.fanfold.workload.Pin;
import java.util.List;

/// What a message on the dispatch queue says.
public sealed interface Arrival {
    /// Objects came into the inbox.
    record Uploaded(List<Pin> objects) implements Arrival {
        public Uploaded {
            objects = List.copyOf(objects);
        }
    }

    /// A job that is known waits to be planned and sent, or to be gone on with.
    record Waiting(JobId job) implements Arrival {}

    /// Nothing to do, such as the bucket's test event.
    record Nothing(String what) implements Arrival {}
}
