package dev.fanfold.local.gateway;

import java.util.Map;

/// The caller of an API.
sealed interface Caller {
    /// An unknown caller, on a route that is open to every caller.
    record Anonymous() implements Caller {}

    /// A caller with a signed request.
    record Signer(String accessKey) implements Caller {}

    /// A caller that an authorizer allowed.
    ///
    /// @param context the authorizer's context, with `principalId`
    record Authorized(Map<String, Object> context) implements Caller {}
}
