package dev.fanfold.engine.outcome;

/// The bounded stack trace of a failure as text, with all causes.
///
/// @param hash the hash of classes and frames, without messages: the same for the same defect
/// @param at the frame to look at first, at most [#MAX_AT_CHARS] characters; empty without frames
/// @param text as Java prints it, at most [#MAX_BYTES] bytes of UTF-8
public record Trace(String hash, String at, String text) {
    /// The maximum size of a trace, in bytes of UTF-8.
    public static final int MAX_BYTES = 4_096;

    /// The maximum number of frames of one throwable.
    public static final int MAX_FRAMES = 30;

    /// The maximum number of characters of [#at()].
    public static final int MAX_AT_CHARS = 200;

    /// The trace of what was thrown.
    public static Trace of(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, true));
    }

    /// The trace without messages, so it quotes nothing that the code has read.
    public static Trace withoutMessages(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, false));
    }

    /// Class and message on one line, or the class if `toString` throws.
    public static String summary(Throwable thrown) {
        return ThrownChain.summary(thrown);
    }

    /// The first line: class and message without frames.
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
