package dev.fanfold.engine.port;

/// Values that are too large for messages and rows.
///
/// A key is never reused for other bytes.
public interface BlobStore {
    void put(String key, byte[] bytes);

    /// Writes the bytes unless the key is in use.
    ///
    /// Returns whether they were written.
    boolean putIfAbsent(String key, byte[] bytes);

    /// The bytes under the key.
    ///
    /// @throws IllegalStateException if there are none
    byte[] get(String key);
}
