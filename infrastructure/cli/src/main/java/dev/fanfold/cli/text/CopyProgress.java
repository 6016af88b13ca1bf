package dev.fanfold.cli.text;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The progress of a copy of files at one moment.
///
/// @param files the number of files that are complete
/// @param bytes the number of their bytes, and of those of files that are not complete yet
/// @param allFiles the number of all files; 0 if it is not known
/// @param allBytes the number of the bytes of all files
/// @param elapsed since the copy began
public record CopyProgress(long files, long bytes, long allFiles, long allBytes, Duration elapsed) {
    /// One line for a live terminal, with a bar.
    public String bar() {
        Stream<String> bar = allFiles == 0 ? Stream.of() : Stream.of(ProgressBar.bar(share()));
        String left = left().isZero() ? "" : Figures.clock(left()) + " left";
        return text(Stream.concat(bar, Stream.of(fileCount(), byteCount(), rate(), left)), "  ");
    }

    /// One line for a log.
    public String line() {
        String left = left().isZero() ? "" : "about " + Figures.time(left()) + " left";
        return text(Stream.of(fileCount(), byteCount(), rate(), left), ", ");
    }

    private static String text(Stream<String> parts, String separator) {
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }

    // Without any bytes, the share of the files. Files may be added while they are copied.
    private double share() {
        double share = allBytes == 0 ? (double) files / allFiles : (double) bytes / allBytes;
        return Math.clamp(share, 0, 1);
    }

    private String fileCount() {
        return allFiles == 0
                ? Figures.of(files, "file")
                : "%s of %s".formatted(Figures.count(files), Figures.of(allFiles, "file"));
    }

    private String byteCount() {
        return allFiles == 0
                ? Figures.bytes(bytes)
                : "%s of %s".formatted(Figures.bytes(bytes), Figures.bytes(allBytes));
    }

    private String rate() {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        return Figures.bytes(Math.round(bytes / seconds)) + "/s";
    }

    private Duration left() {
        return allFiles == 0 || share() == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) (elapsed.toMillis() * (1 - share()) / share()));
    }
}
