package dev.fanfold.messages;

/// The versions of messages, rows and reports. What is in flight for two weeks meets the code of a
/// later deployment, so the version before the newest stays readable.
final class Version {
    static final int NEWEST = 3;
    static final int OLDEST = 1;

    private Version() {}
}
