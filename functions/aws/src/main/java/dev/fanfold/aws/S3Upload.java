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

/// Uploads one output to S3: with one put if the output fits into the first part, otherwise in
/// parts.
///
/// Only the part that is being filled is in memory. It is sent by the call that writes the first
/// byte after it.
final class S3Upload implements OutputWriter.Sink {
    private static final int INITIAL_BUFFER = 64 * 1024;
    private static final String TYPE = "application/octet-stream";
    private final Supplier<S3Client> s3;
    private final ObjectName object;
    private final PartSizes sizes;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[0];
    private int buffered;
    private long sentBytes;
    private @Nullable String uploadId;

    S3Upload(Supplier<S3Client> s3, ObjectName object, PartSizes sizes) {
        this.s3 = s3;
        this.object = object;
        this.sizes = sizes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int position = offset; position < end; ) {
            int size = sizes.bytes(parts.size() + 1);
            if (buffered == size) {
                sendFull();
                continue;
            }
            int taken = Math.min(end - position, size - buffered);
            makeRoom(buffered + taken, size);
            System.arraycopy(bytes, position, buffer, buffered, taken);
            buffered += taken;
            position += taken;
        }
    }

    private void makeRoom(int needed, int size) {
        if (needed > buffer.length) {
            long doubled = Math.max(INITIAL_BUFFER, buffer.length * 2L);
            buffer = Arrays.copyOf(buffer, (int) Math.min(size, Math.max(needed, doubled)));
        }
    }

    // Called only if another byte follows, so the last part is never empty.
    private void sendFull() {
        if (parts.size() + 1 == sizes.max()) {
            throw new PermanentFailureException(
                    "the output %s has more than %,d bytes, which S3 cannot take in %,d parts: write several outputs"
                            .formatted(object.key(), sizes.largestFile(), sizes.max()));
        }
        sendPart();
    }

    private void sendPart() {
        String id = uploadId == null ? startUpload() : uploadId;
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
        sentBytes += buffered;
        buffered = 0;
    }

    private String startUpload() {
        String id =
                s3.get()
                        .createMultipartUpload(request ->
                                request.bucket(object.bucket()).key(object.key()).contentType(TYPE))
                        .uploadId();
        uploadId = id;
        return id;
    }

    // The buffer is not copied, because the SDK opens a new stream on it for each of its tries.
    private RequestBody body() {
        byte[] bytes = buffer;
        int length = buffered;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }

    @Override
    public void complete() {
        if (uploadId == null) {
            s3.get().putObject(put -> put.bucket(object.bucket()).key(object.key()), body());
        } else {
            sendPart();
            completeUpload(uploadId);
        }
        buffer = new byte[0];
    }

    private void completeUpload(String id) {
        try {
            s3.get()
                    .completeMultipartUpload(request ->
                            request.bucket(object.bucket())
                                    .key(object.key())
                                    .uploadId(id)
                                    .multipartUpload(completed -> completed.parts(parts)));
        } catch (S3Exception e) {
            if (!isUnknownUpload(e) || !isStored()) {
                throw e;
            }
        }
    }

    // An earlier try of the SDK may have completed the upload, and only the response was lost. Then
    // the upload does not exist any more, and the object is ours, because each key has one writer.
    private boolean isStored() {
        return S3OutputStore.length(s3, object).equals(OptionalLong.of(sentBytes));
    }

    private static boolean isUnknownUpload(S3Exception e) {
        return e.awsErrorDetails() != null
                && "NoSuchUpload".equals(e.awsErrorDetails().errorCode());
    }

    @Override
    public void abort() {
        buffer = new byte[0];
        if (uploadId == null) {
            return;
        }
        String id = uploadId;
        try {
            s3.get()
                    .abortMultipartUpload(request ->
                            request.bucket(object.bucket()).key(object.key()).uploadId(id));
        } catch (S3Exception e) {
            if (!isUnknownUpload(e)) {
                throw e;
            }
        }
    }
}
