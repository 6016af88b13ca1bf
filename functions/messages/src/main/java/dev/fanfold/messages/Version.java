package dev.fanfold.messages;

/// The versions of messages, rows and reports. Messages may be in flight for two weeks and meet the
/// code of a later deployment, so the version before the newest stays readable.
final class Version {
    static final int NEWEST = 3;
    static final int OLDEST = 1;

    private Version() {}
}
