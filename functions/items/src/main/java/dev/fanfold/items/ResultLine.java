package dev.fanfold.items;

import java.util.Optional;

/// The result of an item, as tasks pass it on to the round that merges.
///
/// @param result what `results.jsonl` says
/// @param errorKind the class of the error; empty if the item did not fail
/// @param startMillis when the last attempt started, in milliseconds since 1970
/// @param item the item, if it failed; else none
record ResultLine(
        ItemResult result, String errorKind, long startMillis, Optional<PendingItem> item) {
    /// The line of a file of results, without its line end. No part of it but the last contains a
    /// tab or a line end.
    String line() {
        return "%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s"
                .formatted(
                        result.index(),
                        result.attempts(),
                        result.millis(),
                        startMillis,
                        errorKind,
                        result.key().map(JsonText::of).orElse(""),
                        result.json(),
                        item.map(failed -> failed.offset() + "\t" + failed.text()).orElse(""));
    }

    static ResultLine parse(String line) {
        String[] parts = line.split("\t", 8);
        long index = Long.parseLong(parts[0]);
        String errorKind = parts[4];
        var result =
                new ItemResult(
                        index,
                        parts[5].isEmpty()
                                ? Optional.empty()
                                : Optional.of(JsonText.unquoted(parts[5])),
                        errorKind.isEmpty(),
                        parts[6],
                        Integer.parseInt(parts[1]),
                        Long.parseLong(parts[2]));
        return new ResultLine(result, errorKind, Long.parseLong(parts[3]), item(index, parts[7]));
    }

    private static Optional<PendingItem> item(long index, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split("\t", 2);
        return Optional.of(new PendingItem(index, Long.parseLong(parts[0]), parts[1]));
    }

    /// The line of `results.jsonl`, without its line end.
    String json() {
        var json = new StringBuilder("{\"index\":").append(result.index());
        result.key().ifPresent(key -> json.append(",\"key\":").append(JsonText.of(key)));
        return json.append(
                        result.isOk()
                                ? ",\"status\":\"ok\",\"result\":"
                                : ",\"status\":\"failed\",\"error\":")
                .append(result.json())
                .append(",\"attempts\":")
                .append(result.attempts())
                .append(",\"ms\":")
                .append(result.millis())
                .append('}')
                .toString();
    }
}
