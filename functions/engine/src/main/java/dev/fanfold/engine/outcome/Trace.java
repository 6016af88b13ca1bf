package dev.fanfold.engine.outcome;

/// The stack trace of a failure and its causes.
///
/// @param hash a hash of classes and frames, not of messages, so that it is the same for the same
///   defect
/// @param at the frame to look at first: the first outside the JDK, if there is one; at most
///   [#MAX_AT_CHARS] characters; empty if there are no frames
/// @param text the trace as Java prints it, at most [#MAX_BYTES] bytes of UTF-8
public record Trace(String hash, String at, String text) {
    /// The maximum size of [#text()], in bytes of UTF-8.
    public static final int MAX_BYTES = 4_096;

    /// The maximum number of frames that the text shows of one throwable.
    public static final int MAX_FRAMES = 30;

    /// The maximum number of characters of [#at()].
    public static final int MAX_AT_CHARS = 200;

    /// The trace of what was thrown.
    public static Trace of(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, true));
    }

    /// The trace without messages, because a message may quote the input.
    public static Trace withoutMessages(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, false));
    }

    /// The throwable's `toString()`, usually its class and message. If that throws, its class and
    /// the class of what was thrown.
    public static String summary(Throwable thrown) {
        return ThrownChain.summary(thrown);
    }

    /// The first line of the text: class and message.
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
