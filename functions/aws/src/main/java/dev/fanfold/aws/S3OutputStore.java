package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.messages.ManifestJson;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Pin;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Outputs in the results bucket. If a worker crashes during an upload, a lifecycle rule of the
/// bucket deletes the uploaded parts later.
final class S3OutputStore implements OutputStore {
    private static final int NOT_FOUND = 404;
    private static final int NOT_SATISFIABLE = 416;
    private final Supplier<S3Client> s3;
    private final String bucket;
    private final BlobStore manifests;

    S3OutputStore(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.manifests = new S3BlobStore(s3, bucket);
    }

    @Override
    public OutputWriter create(String key) {
        return new OutputWriter(key, new S3Upload(s3, new ObjectName(bucket, key), PartSizes.S3));
    }

    @Override
    public OptionalLong length(String key) {
        return length(s3, new ObjectName(bucket, key));
    }

    static OptionalLong length(Supplier<S3Client> s3, ObjectName object) {
        try {
            return OptionalLong.of(
                    s3.get()
                            .headObject(head -> head.bucket(object.bucket()).key(object.key()))
                            .contentLength());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public InputStream open(String key, Fingerprint recorded, long from, long to) {
        Objects.checkFromToIndex(from, to, recorded.length());
        if (recorded.length() == 0) {
            // An empty object has no range to request, so its length is checked here.
            checkLength(
                    key,
                    length(key).orElseThrow(() -> OutputMismatchException.missing(key)),
                    recorded);
        }
        // The stream reads up to the size of its pin. So the pin of this stream has the end of the
        // requested bytes as its size, and not the length of the file.
        return new RangedStream(
                new Pin(InboxKey.uri(bucket, key), "", "", to),
                from,
                to,
                (first, last) -> requestRange(key, recorded, first, last));
    }

    @Override
    public List<StoredFile> list(String prefix) {
        return s3
                .get()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(object -> new StoredFile(object.key(), object.size()))
                .toList();
    }

    @Override
    public void putManifest(String key, List<Output> outputs) {
        manifests.put(key, ManifestJson.write(outputs));
    }

    @Override
    public List<Output> manifest(String key, int round) {
        return ManifestJson.read(manifests.get(key), round);
    }

    private ResponseInputStream<GetObjectResponse> requestRange(
            String key, Fingerprint recorded, long first, long last) {
        try {
            ResponseInputStream<GetObjectResponse> response =
                    s3.get()
                            .getObject(get ->
                                    get.bucket(bucket)
                                            .key(key)
                                            .range("bytes=" + first + "-" + last));
            String range = response.response().contentRange();
            long total = Long.parseLong(range.substring(range.indexOf('/') + 1));
            if (total != recorded.length()) {
                response.abort();
            }
            checkLength(key, total, recorded);
            return response;
        } catch (NoSuchKeyException e) {
            throw OutputMismatchException.missing(key);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_SATISFIABLE) {
                throw new OutputMismatchException(key, "it has at most %d bytes".formatted(first));
            }
            throw e;
        }
    }

    private static void checkLength(String key, long found, Fingerprint recorded) {
        if (found != recorded.length()) {
            throw OutputMismatchException.ofLength(key, found, recorded);
        }
    }
}
