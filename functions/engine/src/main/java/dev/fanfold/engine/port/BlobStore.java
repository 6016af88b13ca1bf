package dev.fanfold.engine.port;

/// Values too large to travel in messages and rows. Keys are never reused for other bytes.
public interface BlobStore {
    void put(String key, byte[] bytes);

    /// Writes unless the key is taken; whether it was written.
    boolean putIfAbsent(String key, byte[] bytes);

    /// The bytes under the key.
    ///
    /// @throws IllegalStateException when there are none
    byte[] get(String key);
}
