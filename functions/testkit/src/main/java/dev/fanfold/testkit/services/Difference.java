package dev.fanfold.testkit.services;

import java.util.regex.Pattern;

/// A known difference between a target and the documented service.
///
/// @param promise the method of the case, which states what AWS documents
/// @param instead what this target does, and why that is harmless here
/// @param sign a pattern in the message with which the case fails on this target
public record Difference(String promise, String instead, Pattern sign) {

    /// @param sign a literal part of the message
    public Difference(String promise, String instead, String sign) {
        this(promise, instead, Pattern.compile(sign, Pattern.LITERAL));
    }
}
