package dev.fanfold.messages;

/// Finds numbers whose exponents are too long for the JSON parser, which computes exponents modulo
/// 2^32: it would read 1e4294967297 as 10.
final class Exponents {
    /// The maximum number of digits, leading zeros excluded. All such exponents fit into 32 bits.
    static final int MAX_DIGITS = 9;

    private static final int MAX_SHOWN = 40;

    private Exponents() {}

    /// Refuses JSON with a number whose exponent has more than [#MAX_DIGITS] digits.
    ///
    /// @param what what the text should be, for errors
    /// @throws UnreadableMessageException if there is such a number
    static void check(String what, String json) {
        boolean isInText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                isInText = !isInText;
            } else if (c == '\\' && isInText) {
                i++;
            } else if ((c == 'e' || c == 'E')
                    && !isInText
                    && i > 0
                    && isPartOfNumber(json, i - 1)) {
                checkExponent(what, json, i);
            }
        }
    }

    private static boolean isPartOfNumber(String json, int index) {
        char c = json.charAt(index);
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static void checkExponent(String what, String json, int e) {
        int start = e + 1;
        while (start < json.length() && "+-0".indexOf(json.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < json.length() && isPartOfNumber(json, end)) {
            end++;
        }
        if (end - start > MAX_DIGITS) {
            int from = e;
            while (from > 0 && e - from < MAX_SHOWN && isPartOfNumber(json, from - 1)) {
                from--;
            }
            from -= from > 0 && json.charAt(from - 1) == '-' ? 1 : 0;
            throw new UnreadableMessageException(
                    "%s: the exponent of %s has more than %d digits: write the number differently"
                            .formatted(what, Fields.shown(json.substring(from, end)), MAX_DIGITS));
        }
    }
}
