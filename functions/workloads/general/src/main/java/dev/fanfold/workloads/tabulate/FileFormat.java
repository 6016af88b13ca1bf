package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Recognizes a file that is not delimited text in UTF-8 by its first bytes, the head, and names
/// the remedy.
final class FileFormat {
    private static final int BYTES_EXAMINED = 4096;
    private static final String UNPACK = "compressed by %s; unpack it first: %s";
    private static final String CONVERT = "%s; write it as CSV first%s";
    private static final String ENCODED = "%s; convert it to UTF-8 first: iconv -f %s -t UTF-8";
    private static final String DUCKDB = ", for example with DuckDB";

    // Each character stands for one of a format's first bytes. If all of them are printable, a
    // header could begin with them too. Such a format, except PDF, is recognized only if the head
    // has control characters that are not in text.
    private static final List<Magic> MAGICS =
            List.of(
                    new Magic("\u001f\u008b", UNPACK.formatted("gzip", "gunzip --keep")),
                    new Magic("(\u00b5/\u00fd", UNPACK.formatted("Zstandard", "zstd -d")),
                    new Magic("\u00fd7zXZ\0", UNPACK.formatted("xz", "xz -dk")),
                    new Magic("BZh", UNPACK.formatted("bzip2", "bzip2 -dk")),
                    new Magic("\4\"M\u0018", UNPACK.formatted("LZ4", "lz4 -d")),
                    new Magic("\u00ff\6\0\0sNaPpY", UNPACK.formatted("Snappy", "snzip -dk")),
                    new Magic("\u001f\u009d", UNPACK.formatted("compress", "gunzip --keep")),
                    new Magic("7z\u00bc\u00af'\u001c", UNPACK.formatted("7-Zip", "7z x")),
                    new Magic("Rar!\u001a\7", UNPACK.formatted("RAR", "unrar x")),
                    new Magic("PK\3\4", "a zip archive; unpack it first: unzip"),
                    new Magic("PK\5\6", "an empty zip archive"),
                    new Magic(
                            "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
                            CONVERT.formatted("a file of an old Microsoft Office", "")),
                    new Magic("PAR1", CONVERT.formatted("Parquet", DUCKDB)),
                    new Magic("PARE", CONVERT.formatted("encrypted Parquet", "")),
                    new Magic("ORC", CONVERT.formatted("ORC", "")),
                    new Magic("Obj\1", CONVERT.formatted("Avro", DUCKDB)),
                    new Magic("ARROW1\0", CONVERT.formatted("Arrow", "")),
                    new Magic("FEA1", CONVERT.formatted("Feather", "")),
                    new Magic(
                            "SQLite format 3\0",
                            CONVERT.formatted("an SQLite database", ": sqlite3 -csv -header")),
                    new Magic("\u0089HDF\r\n", CONVERT.formatted("HDF5", "")),
                    new Magic("%PDF-", CONVERT.formatted("a PDF", "")),
                    new Magic("\u0089PNG\r\n", "a picture, in which there is nothing to tabulate"),
                    new Magic(
                            "\u00ff\u00d8\u00ff",
                            "a picture, in which there is nothing to tabulate"),
                    new Magic("\u007fELF", "a program, in which there is nothing to tabulate"),
                    new Magic("\0\0\u00fe\u00ff", ENCODED.formatted("UTF-32", "UTF-32")),
                    new Magic("\u00ff\u00fe\0\0", ENCODED.formatted("UTF-32", "UTF-32")),
                    new Magic("\u00ff\u00fe", ENCODED.formatted("UTF-16", "UTF-16")),
                    new Magic("\u00fe\u00ff", ENCODED.formatted("UTF-16", "UTF-16")));

    private record Magic(String start, String description) {
        boolean matches(String head) {
            boolean printable = start.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            return head.startsWith(start)
                    && (!printable || start.equals("%PDF-") || isBinary(head));
        }
    }

    private FileFormat() {}

    /// @throws InvalidInputException if the file has another format; it names the format and the
    ///   remedy
    static void check(String file, byte[] bytes, int size) {
        String head =
                new String(bytes, 0, Math.min(size, BYTES_EXAMINED), StandardCharsets.ISO_8859_1);
        String rest = withoutByteOrderMarks(head);
        int skipped = head.length() - rest.length();
        String remedy = skipped == 0 ? "iconv" : "tail -c +%d | iconv".formatted(skipped + 1);
        String description = describe(rest).replace("iconv", remedy);
        if (!description.isEmpty()) {
            throw new InvalidInputException("%s: byte 0: this is %s".formatted(file, description));
        }
    }

    // The head without byte order marks of UTF-8. A program may have written one before a text in
    // another encoding.
    private static String withoutByteOrderMarks(String head) {
        String rest = head;
        while (rest.startsWith("\u00ef\u00bb\u00bf")) {
            rest = rest.substring(3);
        }
        return rest;
    }

    // A description of the format and the remedy; empty if the head may be delimited text.
    private static String describe(String head) {
        if (head.startsWith("PK\3\4") && isOffice(head)) {
            return CONVERT.formatted("a spreadsheet or another document of an office program", "");
        }
        if (head.startsWith("ustar", 257)) {
            return "a tar archive; unpack it first: tar xf";
        }
        return MAGICS.stream()
                .filter(magic -> magic.matches(head))
                .findFirst()
                .map(Magic::description)
                .orElseGet(
                        () -> utfWithoutMark(head).isEmpty() ? markup(head) : utfWithoutMark(head));
    }

    private static boolean isOffice(String head) {
        return head.contains("[Content_Types].xml")
                || head.contains("_rels/.rels")
                || head.contains("xl/")
                || head.contains("mimetypeapplication/vnd.");
    }

    private static boolean isBinary(String head) {
        return head.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
    }

    // Recognizes UTF-16 and UTF-32 without a byte order mark by their zero bytes. In UTF-32, two of
    // the four bytes of nearly every character are zero. In UTF-16, one of the two bytes of each
    // separator, digit and line end is zero.
    private static String utfWithoutMark(String head) {
        int[] zeros = new int[4];
        int units = head.length() / 4;
        for (int i = 0; i < head.length(); i++) {
            zeros[i % 4] += head.charAt(i) == 0 ? 1 : 0;
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        if (units > 0 && zeros[2] >= units && zeros[3] >= units && zeros[0] == 0) {
            return ENCODED.formatted("UTF-32 without a byte order mark", "UTF-32LE");
        }
        if (units > 0 && zeros[0] >= units && zeros[1] >= units && zeros[3] == 0) {
            return ENCODED.formatted("UTF-32 without a byte order mark", "UTF-32BE");
        }
        if (odd >= 3 && odd * 20 > head.length() && odd > 4 * even) {
            return ENCODED.formatted("UTF-16 without a byte order mark", "UTF-16LE");
        }
        return even >= 3 && even * 20 > head.length() && even > 4 * odd
                ? ENCODED.formatted("UTF-16 without a byte order mark", "UTF-16BE")
                : "";
    }

    // A description of HTML, XML or JSON, and the remedy; empty if the head is none of them.
    private static String markup(String head) {
        String text = head.strip();
        String start = text.substring(0, Math.min(text.length(), 16)).toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "HTML, such as the page that a site shows in place of a file; get the file itself";
        }
        if (start.startsWith("<error>") || isXmlError(text)) {
            return "an XML error message in place of the file; get the file itself";
        }
        if (start.startsWith("<?xml") || start.startsWith("<!") || isTagAfterTag(text)) {
            return CONVERT.formatted("XML or HTML", "");
        }
        return isJson(text)
                ? CONVERT.formatted("JSON", ", for example with jq: jq -r '[.a, .b] | @csv'")
                : "";
    }

    // Services such as S3 answer with such a document if an object cannot be read.
    private static boolean isXmlError(String text) {
        return text.startsWith("<?xml")
                && text.substring(text.indexOf('>') + 1).stripLeading().startsWith("<Error>");
    }

    // A header may begin with a tag, but another tag does not follow directly after it.
    private static boolean isTagAfterTag(String text) {
        int end = text.indexOf('>');
        return text.startsWith("<")
                && end > 0
                && text.substring(end + 1).stripLeading().startsWith("<")
                && text.contains("</");
    }

    // JSON is recognized if it begins with a brace before a quote or a closing brace, or with a
    // bracket before a bracket or a brace, or if it is an array of other values. A header does not
    // begin like that.
    private static boolean isJson(String text) {
        String rest = text.isEmpty() ? "" : text.substring(1).stripLeading();
        return (text.startsWith("{") && (rest.startsWith("\"") || rest.startsWith("}")))
                || (text.startsWith("[") && (rest.startsWith("{") || rest.startsWith("[")))
                || (text.startsWith("[") && isArray(text, rest));
    }

    // Whether the text begins with an array of texts or numbers: its first line is nothing but a
    // bracket, or its only brackets are one at the beginning and one at the end.
    private static boolean isArray(String text, String rest) {
        String line = text.lines().findFirst().orElse("").strip();
        boolean beginsWithValue = !rest.isEmpty() && "\"-0123456789]".indexOf(rest.charAt(0)) >= 0;
        boolean isOneArray =
                line.endsWith("]")
                        && line.lastIndexOf('[') == 0
                        && line.indexOf(']') == line.length() - 1;
        return beginsWithValue && (line.equals("[") || isOneArray);
    }
}
