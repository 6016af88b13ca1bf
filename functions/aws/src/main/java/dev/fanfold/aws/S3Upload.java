package dev.fanfold.aws;

import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.PermanentFailureException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One file on its way to S3: one put if it fits into the first part, or an upload in parts.
///
/// Only the part that is being filled is in memory. The call that fills it sends it.
final class S3Upload implements OutputWriter.Sink {
    private static final int INITIAL_BUFFER = 64 * 1024;
    private static final String TYPE = "application/octet-stream";
    private final Supplier<S3Client> s3;
    private final ObjectName object;
    private final PartSizes sizes;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[0];
    private int count;
    private long sent;
    private @Nullable String upload;

    S3Upload(Supplier<S3Client> s3, ObjectName object, PartSizes sizes) {
        this.s3 = s3;
        this.object = object;
        this.sizes = sizes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int size = sizes.bytes(parts.size() + 1);
            if (count == size) {
                sendFull();
                continue;
            }
            int taken = Math.min(end - at, size - count);
            makeRoom(count + taken, size);
            System.arraycopy(bytes, at, buffer, count, taken);
            count += taken;
            at += taken;
        }
    }

    private void makeRoom(int needed, int size) {
        if (needed > buffer.length) {
            long doubled = Math.max(INITIAL_BUFFER, buffer.length * 2L);
            buffer = Arrays.copyOf(buffer, (int) Math.min(size, Math.max(needed, doubled)));
        }
    }

    // Called when a byte follows, so the last part is never empty.
    private void sendFull() {
        if (parts.size() + 1 == sizes.max()) {
            throw new PermanentFailureException(
                    "the output %s has more than %,d bytes, which S3 cannot take in %,d parts: write several outputs"
                            .formatted(object.key(), sizes.largestFile(), sizes.max()));
        }
        sendPart();
    }

    private void sendPart() {
        String id = upload == null ? begin() : upload;
        int number = parts.size() + 1;
        String etag =
                s3.get()
                        .uploadPart(
                                part ->
                                        part.bucket(object.bucket())
                                                .key(object.key())
                                                .uploadId(id)
                                                .partNumber(number),
                                body())
                        .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        sent += count;
        count = 0;
    }

    private String begin() {
        String id =
                s3.get()
                        .createMultipartUpload(it ->
                                it.bucket(object.bucket()).key(object.key()).contentType(TYPE))
                        .uploadId();
        upload = id;
        return id;
    }

    // Without a copy: the SDK opens the stream again for each of its tries.
    private RequestBody body() {
        byte[] bytes = buffer;
        int length = count;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }

    @Override
    public void complete() {
        if (upload == null) {
            s3.get().putObject(put -> put.bucket(object.bucket()).key(object.key()), body());
        } else {
            sendPart();
            join(upload);
        }
        buffer = new byte[0];
    }

    private void join(String id) {
        try {
            s3.get()
                    .completeMultipartUpload(it ->
                            it.bucket(object.bucket())
                                    .key(object.key())
                                    .uploadId(id)
                                    .multipartUpload(all -> all.parts(parts)));
        } catch (S3Exception e) {
            if (!isUnknownUpload(e) || !isStored()) {
                throw e;
            }
        }
    }

    // An earlier try of the SDK may have completed the upload and lost the response. Then the
    // upload does not exist any more, and the object is ours, because its key has one writer.
    private boolean isStored() {
        return S3OutputStore.length(s3, object).equals(OptionalLong.of(sent));
    }

    private static boolean isUnknownUpload(S3Exception e) {
        return e.awsErrorDetails() != null
                && "NoSuchUpload".equals(e.awsErrorDetails().errorCode());
    }

    @Override
    public void abort() {
        buffer = new byte[0];
        if (upload == null) {
            return;
        }
        String id = upload;
        try {
            s3.get()
                    .abortMultipartUpload(
                            it -> it.bucket(object.bucket()).key(object.key()).uploadId(id));
        } catch (S3Exception e) {
            if (!isUnknownUpload(e)) {
                throw e;
            }
        }
    }
}
