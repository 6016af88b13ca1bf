package dev.fanfold.workload.read;

/// Makes a record of the bytes that a [Cut] has found.
///
/// @param <R> a record
interface Decoder<R> {
    Decoded<R> decode(Cut record);

    /// What the bytes of a record are.
    ///
    /// @param <R> a record
    sealed interface Decoded<R> {
        /// A record.
        record Read<R>(R value) implements Decoded<R> {}

        /// Bytes that hold no record, such as an empty line.
        record Blank<R>() implements Decoded<R> {}

        /// A record that nobody can use.
        ///
        /// @param reason what is wrong with it
        record Rejected<R>(String reason) implements Decoded<R> {}
    }
}
