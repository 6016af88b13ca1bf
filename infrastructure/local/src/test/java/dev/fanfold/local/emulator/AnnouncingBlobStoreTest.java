package dev.fanfold.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Tests of which stored objects the listener hears.
class AnnouncingBlobStoreTest {
    private final List<Upload> uploads = new ArrayList<>();

    @Test
    void anObjectThatWasStoredIsAnnounced(@TempDir Path directory) {
        put(new LiteralKeys(new FilesystemNio2BlobStore(directory.toString())));

        assertThat(uploads)
                .singleElement()
                .satisfies(upload -> assertThat(upload.key()).isEqualTo("a/b"));
    }

    @Test
    void anObjectThatIsDeletedBeforeItIsAnnouncedWasStoredAllTheSame(@TempDir Path directory) {
        put(new Deleting(new LiteralKeys(new FilesystemNio2BlobStore(directory.toString()))));

        assertThat(uploads).isEmpty();
    }

    private void put(BlobStore store) {
        store.createContainer("bucket");
        new AnnouncingBlobStore(store, uploads::add)
                .putBlob(
                        PutObjectRequest.builder()
                                .bucket("bucket")
                                .key("a/b")
                                .contentLength(1L)
                                .build(),
                        new ByteArrayInputStream(new byte[] {'x'}));
    }

    /// A store in which each object is deleted immediately after it was stored.
    private static final class Deleting extends ForwardingBlobStore {
        Deleting(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            PutObjectResponse response = super.putBlob(request, payload);
            removeBlob(request.bucket(), request.key());
            return response;
        }
    }
}
