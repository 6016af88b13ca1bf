package dev.fanfold.local.mapping;

import dev.fanfold.lambda.BucketEvents;
import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.Upload;
import dev.fanfold.template.Aws;
import dev.fanfold.template.DeclaredResources.Notification;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Sends a bucket's upload notifications to a queue.
public final class UploadEvents {
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);
    private final Notification notification;
    private final String bucket;
    private final LocalQueue queue;

    public UploadEvents(String bucket, Notification notification, LocalQueue queue) {
        this.bucket = bucket;
        this.notification = notification;
        this.queue = queue;
    }

    public void onUpload(Upload upload) {
        String pattern = notification.event().substring("s3:".length());
        boolean eventMatches =
                pattern.endsWith(":*")
                        ? upload.event().startsWith(pattern.substring(0, pattern.length() - 1))
                        : upload.event().equals(pattern);
        if (eventMatches
                && upload.bucket().equals(bucket)
                && upload.key().startsWith(notification.prefix())
                && upload.key().endsWith(notification.suffix())) {
            queue.send(BucketEvents.json(put(upload), notification.id()));
        }
    }

    private BucketEvents.Put put(Upload upload) {
        return new BucketEvents.Put(
                Aws.REGION,
                upload.event(),
                bucket,
                upload.key(),
                upload.size(),
                upload.eTag(),
                "",
                String.format("%016X", sequence.incrementAndGet()),
                Instant.now());
    }
}
