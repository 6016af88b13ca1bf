package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Tests that files in other formats are rejected with a remedy, and that valid files are not.
class FileFormatTest {
    private static final String TEXT = "g,n\nZürich,1\n東京,22\n".repeat(20);

    private static void assertRejected(byte[] bytes, String... parts) {
        for (String header : List.of("true", "false")) {
            assertThatThrownBy(() -> new Job("data.csv", bytes, 99, Map.of("header", header)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("data.csv: byte 0: this is ")
                    .hasMessageContainingAll(parts)
                    .message()
                    .hasLineCount(1);
        }
    }

    private static void assertRejected(String latin1, String... parts) {
        assertRejected(latin1.getBytes(StandardCharsets.ISO_8859_1), parts);
    }

    @Test
    void otherUnicodeEncodingsAreRecognizedWithAndWithoutAByteOrderMark() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            Charset charset = Charset.forName(name);
            String family = name.substring(0, 6);

            for (String text : List.of("g,n\na,1\n", TEXT, "g;n\r\n" + "a;1\r\n".repeat(9_999))) {
                assertRejected(text.getBytes(charset), family + " without", "iconv -f " + name);
                assertRejected(
                        ("\ufeff" + text).getBytes(charset), family + ";", "iconv -f " + family);
            }
        }
    }

    @Test
    void aByteOrderMarkOfUtf8DoesNotHideAnotherEncoding() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            byte[] text = "g,n\r\na,1\r\n".repeat(20).getBytes(Charset.forName(name));
            for (int marks = 1; marks < 4; marks++) {
                String latin1 = new String(text, StandardCharsets.ISO_8859_1);
                assertRejected(
                        "\u00ef\u00bb\u00bf".repeat(marks) + latin1,
                        name.substring(0, 6) + " without",
                        "tail -c +%d | iconv -f %s".formatted(3 * marks + 1, name));
            }
        }
    }

    @Test
    void forACompressedFileTheMessageSaysHowToUnpackIt() throws IOException {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }

        assertRejected(gzip.toByteArray(), "gzip", "gunzip --keep");
        assertRejected(zip("t.csv"), "zip archive", "unzip");
        assertRejected("PK\5\6" + "\0".repeat(18), "empty zip archive");
        assertRejected("(\u00b5/\u00fd\u0004\0", "Zstandard", "zstd -d");
        assertRejected("BZh91AY&SY\u00a1\0", "bzip2", "bzip2 -dk");
        assertRejected("\u00fd7zXZ\0\0\4", "xz", "xz -dk");
        assertRejected("\u0004\"M\u0018d@", "LZ4", "lz4 -d");
        assertRejected("7z\u00bc\u00af'\u001c\0\4", "7-Zip");
        assertRejected("t.csv" + "\0".repeat(252) + "ustar\0", "tar archive", "tar xf");
    }

    private static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void filesOfOtherProgramsAreNamed() {
        assertRejected(zip("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet", "CSV");
        assertRejected(
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "Microsoft Office", "CSV");
        assertRejected("PAR1\u0015\4\u0015", "Parquet", "CSV");
        assertRejected("ORC\n\u0003\0", "ORC", "CSV");
        assertRejected("Obj\1\4\u0014avro.codec", "Avro", "CSV");
        assertRejected("ARROW1\0\0\u00ff", "Arrow", "CSV");
        assertRejected("SQLite format 3\0\u0010", "SQLite", "CSV");
        assertRejected("%PDF-1.7\n", "PDF", "CSV");
        assertRejected("\u0089PNG\r\n\u001a\n", "picture");
        assertRejected("\n <!DOCTYPE html>\n<html>", "HTML", "get the file itself");
        assertRejected("<html lang=en>", "HTML");
        assertRejected("<?xml version=\"1.0\"?>", "XML");
        assertRejected("<!-- a page -->\n<html>", "XML or HTML");
        assertRejected("<!DOCTYPE svg>\n<svg/>", "XML or HTML");
        assertRejected("<rows>\n  <row a='1,2'></row>\n</rows>", "XML or HTML");
        assertRejected("<Error><Code>AccessDenied</Code></Error>", "error message", "get the file");
        assertRejected(
                "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>", "error message");
        assertRejected("[1,2,3]", "JSON");
        assertRejected("[\"a\",\"b\"]\n[\"c\",\"d\"]\n", "JSON");
        assertRejected("[\n  -1,\n  2\n]\n", "JSON");
        assertRejected("{\"a\": 1, \"b\": 2}\n{\"a\": 2, \"b\": 3}\n", "JSON", "jq");
        assertRejected("\u00ef\u00bb\u00bf[\n  {\"a\": 1}]", "JSON");
    }

    @Test
    void aHeaderMayBeginWithTheFirstBytesOfAnotherFormat() {
        for (String name :
                List.of(
                        "PAR1", "ORC", "BZh", "FEA1", "Obj", "Rar!", "{a}", "[id]", "<a>", "ustar",
                        "[1]", "<error", "<a b>")) {
            var job =
                    new Job(
                            name + ",b\n1,2\n",
                            99,
                            Map.of("separator", ",", "measure", ColumnNames.quoted(name)));
            assertThat(job.json()).contains("\"sum\":1");
        }
    }

    @Test
    void zeroBytesAreAllowedInFieldsButNotInAHeader() {
        String rows = "k,v\n" + "ab,12\n".repeat(50);

        assertThat(new Job(rows + "a\0b,1\n", 9, Map.of("group-by", "k", "separator", ",")).json())
                .contains("{\"k\":\"a\\u0000b\"},\"count\":1");
        assertThatThrownBy(() -> new Job("a\0,bcd\n" + rows, 9, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("byte 1 is zero: this is not text");
    }
}
