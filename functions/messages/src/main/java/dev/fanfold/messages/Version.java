package dev.fanfold.messages;

/// The versions of messages, rows and reports. Messages may be in flight for two weeks and then be
/// read by the code of a later deployment, so older versions stay readable.
final class Version {
    static final int NEWEST = 4;
    static final int OLDEST = 1;

    /// The first version in which jobs have several rounds.
    static final int ROUNDS = 4;

    private Version() {}
}
