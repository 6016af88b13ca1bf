package dev.fanfold.simulator.service;

import dev.fanfold.lambda.BucketEvents;
import dev.fanfold.simulator.fault.Fault;
import java.util.Locale;

/// S3's notifications of uploads. They arrive once, twice, late or never.
public final class Announcements {
    private static final int LATEST = 600_000_000;
    private final Network network;
    private final Queues queues;
    private long sequence;

    public Announcements(Network network, Queues queues) {
        this.network = network;
        this.queues = queues;
    }

    /// Sends the notification of an object to the queue; false if it is lost.
    public boolean announce(Queue queue, String bucket, String key, Objects.Stored object) {
        if (network.faults().strikes(Fault.EVENT_MISSING)) {
            return false;
        }
        String text = text(bucket, key, object);
        long late =
                network.faults().strikes(Fault.EVENT_LATE)
                        ? network.faults().random().nextInt(LATEST)
                        : 0;
        queues.add(queue, text, late);
        if (network.faults().strikes(Fault.EVENT_TWICE)) {
            queues.add(queue, text, network.faults().random().nextInt(LATEST));
        }
        return true;
    }

    private String text(String bucket, String key, Objects.Stored object) {
        return BucketEvents.json(
                new BucketEvents.Put(
                        "us-east-1",
                        "ObjectCreated:Put",
                        bucket,
                        key,
                        object.bytes().length,
                        object.etag(),
                        object.version(),
                        String.format(Locale.ROOT, "%016X", ++sequence),
                        network.instant(network.scheduler().micros())),
                "simulated");
    }
}
