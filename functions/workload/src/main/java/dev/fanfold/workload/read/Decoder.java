package dev.fanfold.workload.read;

/// Decodes the bytes of the current record of a [Cut].
///
/// @param <R> the type of a decoded record
interface Decoder<R> {
    Decoded<R> decode(Cut record);

    /// The result of decoding.
    ///
    /// @param <R> the type of a decoded record
    sealed interface Decoded<R> {
        /// The bytes are a record.
        record Read<R>(R value) implements Decoded<R> {}

        /// The bytes are no record, for example an empty line. The reader skips them and does not
        /// count a record.
        record Blank<R>() implements Decoded<R> {}

        /// The bytes are a record that cannot be used. It counts as rejected.
        ///
        /// @param reason the error
        record Rejected<R>(String reason) implements Decoded<R> {}
    }
}
