package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Objects that are not UTF-8 are refused, whichever reader a workload uses, and byte order marks
/// are no text.
class OtherEncodingsTest {
    private static void assertRefused(byte[] text, String words) {
        CutObject object = CutObject.of(text);
        assertRefused(words, () -> object.read(Lines.plan(object.planning(100)), Lines::of));
        assertRefused(words, () -> object.read(Lines.plan(object.planning(100)), JsonLines::of));
        assertRefused(
                words, () -> object.read(JsonLines.plan(object.planning(1), 9), JsonLines::of));
        for (var format : List.of(DelimitedRows.csv(), DelimitedRows.csv().withoutHeader())) {
            assertRefused(
                    words, () -> object.read(format.plan(object.planning(100)), format::read));
        }
    }

    private static void assertRefused(String words, Reading reading) {
        assertThatThrownBy(reading::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mem:/folder/object")
                .hasMessageContaining(words);
    }

    /// Reads an object.
    private interface Reading {
        void read() throws IOException;
    }

    @Test
    void byteOrderMarksAreSkippedHowManyThereAre() throws IOException {
        for (int marks = 0; marks < 4; marks++) {
            CutObject object = CutObject.of("\ufeff".repeat(marks) + "a,b\n1,2\n");
            for (long slice = 1; slice <= object.size(); slice++) {
                Plan lines = Lines.plan(object.planning(slice));
                assertThat(object.read(lines, Lines::of).records()).containsExactly("a,b", "1,2");
                assertThat(object.read(lines, JsonLines::of).records())
                        .containsExactly("a,b", "1,2");
                Plan rows = DelimitedRows.csv().plan(object.planning(slice));
                var row = object.read(rows, DelimitedRows.csv()::read).records().getFirst();
                assertThat(row.get("a")).isEqualTo("1");
            }
            CutObject marksOnly = CutObject.of("\ufeff".repeat(marks));
            Plan plan = Lines.plan(marksOnly.planning(100));
            assertThat(marksOnly.read(plan, Lines::of).records()).isEmpty();
        }
    }

    @Test
    void whatIsNotUtf8IsRefusedByItsPlaceAndByWhatItIs() {
        assertRefused(
                new byte[] {'a', '\n', 'b', (byte) 0xff, '\n'}, "the line at byte 2 is not UTF-8");
        assertRefused(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "byte 0 is not UTF-8");
        assertRefused(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "is compressed by gzip: unpack it");
        assertRefused(new byte[] {'P', 'K', 3, 4}, "is a zip archive: unpack it");
        assertRefused("ab\n".getBytes(StandardCharsets.UTF_16), "is UTF-16: convert it");
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}, "is UTF-16: convert it");
        assertRefused("\ufeffab\n".getBytes(Charset.forName("UTF-32LE")), "is UTF-32: convert it");
        assertRefused("\ufeffab\n".getBytes(Charset.forName("UTF-32BE")), "is UTF-32: convert it");
    }

    @Test
    void utf16AndUtf32WithoutAByteOrderMarkAreRefused() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            for (String text : List.of("a\nb\n", "a,b\r\n1,2\r\n", "ü,a\r", "a")) {
                byte[] bytes = text.getBytes(Charset.forName(name));
                assertRefused(bytes, "if it is UTF-16 or UTF-32, convert it to UTF-8 first");
                assertRefused(
                        ("\u00ef\u00bb\u00bf" + new String(bytes, StandardCharsets.ISO_8859_1))
                                .getBytes(StandardCharsets.ISO_8859_1),
                        "if it is UTF-16 or UTF-32, convert it to UTF-8 first");
            }
        }
    }

    @Test
    void aZeroAfterTheFirstLineIsText() throws IOException {
        CutObject object = CutObject.of("a\nb\0c\n");

        assertThat(object.read(Lines.plan(object.planning(3)), Lines::of).records())
                .containsExactly("a", "b\0c");
        assertRefused("ab\0c\n".getBytes(StandardCharsets.UTF_8), "a zero at byte 2");
    }
}
