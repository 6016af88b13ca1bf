package dev.fanfold.engine.outcome;

/// The stack trace of a failure, bounded, as text: class, message and frames of what was thrown and
/// of its causes.
///
/// @param hash the same for the same defect: of classes and frames, not of messages
/// @param at the frame to look at first, at most [#MAX_AT_CHARS] characters; empty without frames
/// @param text as Java prints it, at most [#MAX_BYTES] bytes of UTF-8
public record Trace(String hash, String at, String text) {
    /// Bytes of a trace as UTF-8.
    public static final int MAX_BYTES = 4_096;

    /// Frames of one throwable.
    public static final int MAX_FRAMES = 30;

    /// Characters of [#at()].
    public static final int MAX_AT_CHARS = 200;

    /// The trace of what was thrown.
    public static Trace of(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, true));
    }

    /// The trace without any message: it quotes nothing that the code has read.
    public static Trace withoutMessages(Throwable thrown) {
        var chain = ThrownChain.of(thrown);
        return new Trace(chain.hash(), chain.at(), TraceText.of(chain, false));
    }

    /// Class and message on one line, as its `toString` says; its class if that throws.
    public static String summary(Throwable thrown) {
        return ThrownChain.summary(thrown);
    }

    /// The first line: what was thrown, without frames.
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
