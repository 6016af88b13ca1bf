package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;

/// Decides whether a record of several lines may be several records.
///
/// Two stray quotes in different lines look like one quoted field that encloses everything between
/// them. So the record is divided again, as if the quotes around line ends were plain characters. A
/// line is likely to be a record if it has the right number of columns, and no prose in a measured
/// column. Other text in a measured column is no evidence, because a line with a stray quote may
/// have an invalid number too. Several lines may be records if at least two are likely: the first
/// and the last one, or more than half of all lines that are not empty.
final class StrayQuotes {
    private final Separator separator;
    private final Walk walk;
    private final Layout layout;
    private int lines;
    private int likelyRecords;
    private boolean isFirstLikely;
    private boolean isLastLikely;
    // The number of cells in the current line, their length, and whether a measured one holds
    // prose.
    private int cells;
    private int cellBytes;
    private boolean holdsProse;

    StrayQuotes(Layout layout, Walk walk) {
        this.layout = layout;
        this.walk = walk;
        separator = layout.dialect().separator();
    }

    /// Whether several lines of the record that the walk read may be records. False if the file has
    /// one column, because then each line of each field would be a record.
    boolean mayEncloseRecords(byte[] bytes) {
        lines = 0;
        likelyRecords = 0;
        startLine();
        for (int i = 0; i < walk.fields; i++) {
            divide(bytes, walk.starts[i], walk.ends[i]);
        }
        endLine();
        return layout.width() > 1
                && likelyRecords > 1
                && ((isFirstLikely && isLastLikely) || 2 * likelyRecords > lines);
    }

    // Divides a field with line ends at line ends and separators. A field without line ends stays
    // one cell, because its quotes are not the stray ones.
    private void divide(byte[] bytes, int start, int end) {
        boolean isDivided = holdsLineEnd(bytes, start, end);
        int from = start;
        for (int p = start; p < end && isDivided; p++) {
            boolean lineEnds = isLineEnd(bytes[p]);
            if (lineEnds || separator.endsAt(bytes, p, from)) {
                addCell(bytes, from, lineEnds ? p : p - separator.length() + 1);
                from = p + 1;
            }
            if (lineEnds) {
                endLine();
            }
        }
        addCell(bytes, from, end);
    }

    private void addCell(byte[] bytes, int from, int to) {
        holdsProse |= isMeasured(cells) && isProse(bytes, from, to);
        cellBytes += to - from;
        cells++;
    }

    private void startLine() {
        cells = 0;
        cellBytes = 0;
        holdsProse = false;
    }

    private void endLine() {
        boolean isEmpty = cells == 1 && cellBytes == 0;
        if (!isEmpty) {
            isLastLikely = cells == layout.width() && !holdsProse;
            isFirstLikely = lines == 0 ? isLastLikely : isFirstLikely;
            likelyRecords += isLastLikely ? 1 : 0;
            lines++;
        }
        startLine();
    }

    private boolean isMeasured(int cell) {
        return layout.measures().stream().anyMatch(column -> column.index() == cell);
    }

    // Whether the cell is prose: its first letter or digit is a letter, it contains white space,
    // and it is none of the texts that mean a missing value, even if white space surrounds it. A
    // space at the beginning is enough, because prose has one after a comma.
    private boolean isProse(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        boolean beginsWithLetter =
                text.codePoints()
                        .filter(Character::isLetterOrDigit)
                        .mapToObj(Character::isLetter)
                        .findFirst()
                        .orElse(false);
        return beginsWithLetter
                && text.codePoints().anyMatch(Character::isWhitespace)
                && layout.missing().stream()
                        .noneMatch(missing -> missing.strip().equals(text.strip()));
    }

    private static boolean holdsLineEnd(byte[] bytes, int start, int end) {
        for (int p = start; p < end; p++) {
            if (isLineEnd(bytes[p])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
