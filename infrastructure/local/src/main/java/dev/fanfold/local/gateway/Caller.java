package dev.fanfold.local.gateway;

import java.util.Map;

/// Who asks.
sealed interface Caller {
    record Anonymous() implements Caller {}

    /// Whoever signed.
    record Signer(String accessKey) implements Caller {}

    /// Whoever an authorizer let in.
    ///
    /// @param context what it said of them, with `principalId`
    record Authorized(Map<String, Object> context) implements Caller {}
}
