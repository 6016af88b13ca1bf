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

/// The errors about files that are not delimited text in UTF-8, and no such error about valid
/// files.
class FileFormatTest {
    private static final String TEXT = "g,n\nZürich,1\n東京,22\n".repeat(20);

    private static void fault(byte[] bytes, String... parts) {
        for (String header : List.of("true", "false")) {
            assertThatThrownBy(() -> new Job("data.csv", bytes, 99, Map.of("header", header)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("data.csv: byte 0: this is ")
                    .hasMessageContainingAll(parts)
                    .message()
                    .hasLineCount(1);
        }
    }

    private static void fault(String latin1, String... parts) {
        fault(latin1.getBytes(StandardCharsets.ISO_8859_1), parts);
    }

    @Test
    void otherUnicodeIsNamedWithAndWithoutItsMark() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            Charset charset = Charset.forName(name);
            String family = name.substring(0, 6);

            for (String text : List.of("g,n\na,1\n", TEXT, "g;n\r\n" + "a;1\r\n".repeat(9_999))) {
                fault(text.getBytes(charset), family + " without", "iconv -f " + name);
                fault(("\ufeff" + text).getBytes(charset), family + ";", "iconv -f " + family);
            }
        }
    }

    @Test
    void compressedFilesSayHowToUnpackThem() throws IOException {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }

        fault(gzip.toByteArray(), "gzip", "gunzip --keep");
        fault(zip("t.csv"), "zip archive", "unzip");
        fault("PK\5\6" + "\0".repeat(18), "empty zip archive");
        fault("(\u00b5/\u00fd\u0004\0", "Zstandard", "zstd -d");
        fault("BZh91AY&SY\u00a1\0", "bzip2", "bzip2 -dk");
        fault("\u00fd7zXZ\0\0\4", "xz", "xz -dk");
        fault("\u0004\"M\u0018d@", "LZ4", "lz4 -d");
        fault("7z\u00bc\u00af'\u001c\0\4", "7-Zip");
        fault("t.csv" + "\0".repeat(252) + "ustar\0", "tar archive", "tar xf");
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
    void filesOfOtherProgramsSayWhatTheyAre() {
        fault(zip("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet", "CSV");
        fault("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "Microsoft Office", "CSV");
        fault("PAR1\u0015\4\u0015", "Parquet", "CSV");
        fault("ORC\n\u0003\0", "ORC", "CSV");
        fault("Obj\1\4\u0014avro.codec", "Avro", "CSV");
        fault("ARROW1\0\0\u00ff", "Arrow", "CSV");
        fault("SQLite format 3\0\u0010", "SQLite", "CSV");
        fault("%PDF-1.7\n", "PDF", "CSV");
        fault("\u0089PNG\r\n\u001a\n", "picture");
        fault("\n <!DOCTYPE html>\n<html>", "HTML", "get the file itself");
        fault("<html lang=en>", "HTML");
        fault("<?xml version=\"1.0\"?>", "XML");
        fault("{\"a\": 1, \"b\": 2}\n{\"a\": 2, \"b\": 3}\n", "JSON", "jq");
        fault("\u00ef\u00bb\u00bf[\n  {\"a\": 1}]", "JSON");
    }

    @Test
    void aHeaderThatBeginsAsAnotherFormatDoesIsAHeader() {
        for (String name :
                List.of(
                        "PAR1", "ORC", "BZh", "FEA1", "Obj", "Rar!", "{a}", "[id]", "<a>",
                        "ustar")) {
            var job =
                    new Job(
                            name + ",b\n1,2\n",
                            99,
                            Map.of("separator", ",", "measure", ColumnNames.quoted(name)));
            assertThat(job.json()).contains("\"sum\":1");
        }
    }

    @Test
    void bytesThatAreZeroAreCharactersOfAFieldButNotOfAHeader() {
        String rows = "k,v\n" + "ab,12\n".repeat(50);

        assertThat(new Job(rows + "a\0b,1\n", 9, Map.of("group-by", "k", "separator", ",")).json())
                .contains("{\"k\":\"a\\u0000b\"},\"count\":1");
        assertThatThrownBy(() -> new Job("a\0,bcd\n" + rows, 9, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("byte 1 is zero: this is not text");
    }
}
