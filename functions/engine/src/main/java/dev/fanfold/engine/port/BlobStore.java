package dev.fanfold.engine.port;

/// Stores values that are too large for table items.
///
/// The bytes under a key never change. Therefore [#put] is only for keys that are unique to one
/// write.
public interface BlobStore {
    /// Writes the bytes under the key.
    void put(String key, byte[] bytes);

    /// Writes the bytes unless the key is in use. Returns whether the bytes were written.
    boolean putIfAbsent(String key, byte[] bytes);

    /// The bytes under the key.
    ///
    /// @throws IllegalStateException if the key is not in use
    byte[] get(String key);
}
