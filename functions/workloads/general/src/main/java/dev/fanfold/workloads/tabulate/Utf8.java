package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;

/// Checks that bytes are UTF-8 as defined by RFC 3629, without overlong forms and surrogates.
final class Utf8 {
    static final int TRUNCATED = -1;
    static final int INVALID = 0;

    private Utf8() {}

    /// The length in bytes of the character at `p`. [#INVALID] if the bytes are not a character,
    /// [#TRUNCATED] if `to` cuts it off.
    static int length(byte[] bytes, int p, int to) {
        int first = bytes[p] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0) {
            return INVALID;
        }
        for (int i = 1; i < length; i++) {
            if (p + i >= to) {
                return TRUNCATED;
            }
            int min = i == 1 && first == 0xe0 ? 0xa0 : i == 1 && first == 0xf0 ? 0x90 : 0x80;
            int max = i == 1 && first == 0xed ? 0x9f : i == 1 && first == 0xf4 ? 0x8f : 0xbf;
            int next = bytes[p + i] & 0xff;
            if (next < min || next > max) {
                return INVALID;
            }
        }
        return length;
    }

    /// The error for an invalid byte.
    static InvalidInputException invalidByte(String file, long offset, byte value) {
        return new InvalidInputException(
                "%s: byte %d (0x%02x) is not UTF-8; convert the file to UTF-8 first"
                        .formatted(file, offset, value & 0xff));
    }
}
