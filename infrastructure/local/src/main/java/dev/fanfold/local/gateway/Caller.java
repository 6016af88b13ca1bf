package dev.fanfold.local.gateway;

import java.util.Map;

/// Who asks.
sealed interface Caller {
    record Anybody() implements Caller {}

    /// Whoever signed.
    record Signer(String accessKey) implements Caller {}

    /// Whoever an authorizer let in.
    ///
    /// @param context what it said of them, with `principalId`
    record Admitted(Map<String, Object> context) implements Caller {}
}
