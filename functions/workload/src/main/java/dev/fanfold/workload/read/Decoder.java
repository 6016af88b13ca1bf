package dev.fanfold.workload.read;

/// Decodes the bytes that a [Cut] found into a record.
///
/// @param <R> a record
interface Decoder<R> {
    Decoded<R> decode(Cut record);

    /// The result of decoding.
    ///
    /// @param <R> a record
    sealed interface Decoded<R> {
        /// A record.
        record Read<R>(R value) implements Decoded<R> {}

        /// Bytes that hold no record, for example an empty line.
        record Blank<R>() implements Decoded<R> {}

        /// A record that cannot be used.
        ///
        /// @param reason the error
        record Rejected<R>(String reason) implements Decoded<R> {}
    }
}
