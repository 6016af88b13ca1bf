package dev.fanfold.testkit.services;

import java.util.regex.Pattern;

/// Where a target does something else than the documented service.
///
/// @param promise the case's method, which says what AWS documents
/// @param instead what this target does, and why that is harmless here
/// @param sign what is found in the message with which the case fails on this target
public record Difference(String promise, String instead, Pattern sign) {

    /// @param sign part of the message, word for word
    public Difference(String promise, String instead, String sign) {
        this(promise, instead, Pattern.compile(sign, Pattern.LITERAL));
    }
}
