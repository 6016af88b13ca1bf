package dev.fanfold.testkit;

import dev.fanfold.engine.port.BlobStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stores blobs in memory.
public final class InMemoryBlobStore implements BlobStore {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] bytes) {
        blobs.put(key, bytes.clone());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return blobs.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public byte[] get(String key) {
        byte[] bytes = blobs.get(key);
        if (bytes == null) {
            throw new IllegalStateException("there is nothing under " + key);
        }
        return bytes.clone();
    }
}
