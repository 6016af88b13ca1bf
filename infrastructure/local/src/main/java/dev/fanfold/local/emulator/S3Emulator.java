package dev.fanfold.local.emulator;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3 on S3Proxy: a bucket is a folder of `directory`, an object a file in it.
public final class S3Emulator implements AutoCloseable {
    private final S3Proxy proxy;
    private final BlobStore store;
    private final List<Consumer<Upload>> listeners;

    private S3Emulator(S3Proxy proxy, BlobStore store, List<Consumer<Upload>> listeners) {
        this.proxy = proxy;
        this.store = store;
        this.listeners = listeners;
    }

    /// Binds a free port of 127.0.0.1.
    public static S3Emulator start(Path directory) throws Exception {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory); // not its parents: gone, they are gone for good
        }
        List<Consumer<Upload>> listeners = new CopyOnWriteArrayList<>();
        BlobStore store =
                new AnnouncingBlobStore(
                        new FilesystemNio2BlobStore(directory.toString()),
                        upload -> listeners.forEach(listener -> listener.accept(upload)));
        S3Proxy proxy =
                S3Proxy.builder()
                        .blobStore(store)
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        // Without it forms, which carry their own signature, are not taken.
                        .awsAuthentication(
                                AuthenticationType.AWS_V2_OR_V4, Aws.ACCESS_KEY, Aws.SECRET_KEY)
                        .ignoreUnknownHeaders(true)
                        .stopTimeout(0)
                        .build();
        proxy.start();
        return new S3Emulator(proxy, store, listeners);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /// Makes the bucket, unless it is there from an earlier run on the same folder.
    public void create(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    /// Calls `listener` for every object stored from now on, before its uploader has the answer.
    public void listen(Consumer<Upload> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        Stop.now("S3Proxy", proxy::stop);
    }
}
