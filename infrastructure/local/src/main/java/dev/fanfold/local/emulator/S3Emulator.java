package dev.fanfold.local.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3 on S3Proxy.
///
/// A bucket is a subdirectory of the directory that is passed to [#start]. An object is a file in
/// it, with a name made from its key.
public final class S3Emulator implements AutoCloseable {
    private final S3Server server;
    private final BlobStore store;
    private final List<Consumer<Upload>> listeners;

    private S3Emulator(S3Server server, BlobStore store, List<Consumer<Upload>> listeners) {
        this.server = server;
        this.store = store;
        this.listeners = listeners;
    }

    /// Starts the server on a free port of 127.0.0.1. Creates the directory if it does not exist.
    public static S3Emulator start(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory); // not its parents: they stay removed
        }
        List<Consumer<Upload>> listeners = new CopyOnWriteArrayList<>();
        BlobStore store =
                new AnnouncingBlobStore(
                        new LiteralKeys(
                                new FilesystemNio2BlobStore(directory.toAbsolutePath().toString())),
                        upload -> listeners.forEach(listener -> listener.accept(upload)));
        return new S3Emulator(S3Server.start(store), store, listeners);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /// Creates the bucket, unless it exists, for example from an earlier run.
    public void create(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    /// Adds a listener, which is called for every object stored from now on.
    ///
    /// The uploader receives its response after that call.
    public void listen(Consumer<Upload> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        server.close();
    }
}
