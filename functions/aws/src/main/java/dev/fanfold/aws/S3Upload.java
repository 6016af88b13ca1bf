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
/// Only the part that is being filled is in memory. A full part is sent when the first byte after
/// it is written, and the last part is sent when the output is completed.
final class S3Upload implements OutputWriter.Sink {
    private static final int INITIAL_BUFFER = 64 * 1024;
    private static final String CONTENT_TYPE = "application/octet-stream";
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
            int partSize = sizes.bytes(parts.size() + 1);
            if (buffered == partSize) {
                sendFullPart();
                continue;
            }
            int taken = Math.min(end - position, partSize - buffered);
            makeRoom(buffered + taken, partSize);
            System.arraycopy(bytes, position, buffer, buffered, taken);
            buffered += taken;
            position += taken;
        }
    }

    private void makeRoom(int needed, int partSize) {
        if (needed > buffer.length) {
            long doubled = Math.max(INITIAL_BUFFER, buffer.length * 2L);
            buffer = Arrays.copyOf(buffer, (int) Math.min(partSize, Math.max(needed, doubled)));
        }
    }

    // Called only if another byte follows, so the last part is never empty.
    private void sendFullPart() {
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
                                request.bucket(object.bucket())
                                        .key(object.key())
                                        .contentType(CONTENT_TYPE))
                        .uploadId();
        uploadId = id;
        return id;
    }

    // The buffer is not copied, because the SDK opens a new stream on it for each of its tries.
    private RequestBody body() {
        byte[] bytes = buffer;
        int length = buffered;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, CONTENT_TYPE);
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

    // Called if S3 does not know the upload. An earlier try of the SDK may have completed it and
    // lost the response. Then the object is ours, because each key has one writer.
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
