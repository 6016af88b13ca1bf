package dev.fanfold.simulator.service;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rewrites messages and items to the next version number, as a newer version of the code writes
/// them. Today's code rejects that number, as it would reject a real new version.
public final class Versions {
    private static final String TODAYS = "{\"v\":4,";
    private static final String NEXT = "{\"v\":5,";

    private Versions() {}

    /// The text as one version of the code writes it.
    static String written(String text, boolean newer) {
        return newer && text.startsWith(TODAYS) ? NEXT + text.substring(TODAYS.length()) : text;
    }

    /// The text as one version of the code reads it; the newer one reads both.
    public static String read(String text, boolean newer) {
        return newer && text.startsWith(NEXT) ? TODAYS + text.substring(NEXT.length()) : text;
    }

    static Map<String, AttributeValue> written(Map<String, AttributeValue> item, boolean newer) {
        if (!newer) {
            return item;
        }
        var next = new HashMap<String, AttributeValue>(item);
        next.replaceAll((_, value) ->
                value.s() == null ? value : AttributeValue.fromS(written(value.s(), true)));
        return next;
    }

    /// The item as one version of the code reads it.
    public static Map<String, AttributeValue> read(
            Map<String, AttributeValue> item, boolean newer) {
        if (!newer) {
            return item;
        }
        var todays = new HashMap<String, AttributeValue>(item);
        todays.replaceAll((_, value) ->
                value.s() == null ? value : AttributeValue.fromS(read(value.s(), true)));
        return todays;
    }
}
