package dev.fanfold.engine.arrival;

import dev.fanfold.workload.Pin;
import java.util.List;

/// The content of a message on the dispatch queue.
public sealed interface Arrival {
    /// Objects that were uploaded to the inbox.
    record Uploaded(List<Pin> objects) implements Arrival {
        public Uploaded {
            objects = List.copyOf(objects);
        }
    }

    /// A job that exists, to be planned and sent, or to be continued.
    ///
    /// @param round the round that the job was in when the message was sent
    record Waiting(JobId job, int round) implements Arrival {}

    /// A message that needs no action, for example the bucket's test event.
    ///
    /// @param what a description of the message
    record Nothing(String what) implements Arrival {}
}
