package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.JobSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The reading of records; [SlicingLawTest] tests their contents.
class RowsTest {
    private static final Layout LAYOUT =
            new Layout(
                    Dialect.of(Separator.named(","), JobSettings.of(Map.of())),
                    2,
                    List.of(),
                    List.of(),
                    List.of(""));

    @Test
    void aLongRecordPastTheEndOfItsSliceIsReadInStepsThatGrow() throws IOException {
        var file = new CountedReads("a,1\nb," + "x".repeat(8 << 20) + "\nc,3\n");
        var rows = new Rows("data.csv", file, 0, 8, false, LAYOUT, new int[0]);
        int found = 0;
        for (int n = rows.advance(); n > 0; n = rows.advance()) {
            found += n;
        }

        assertThat(found).isEqualTo(2);
        assertThat(file.reads).isLessThan(50);
    }

    private static final class CountedReads extends ByteArrayInputStream {
        private int reads;

        CountedReads(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int readNBytes(byte[] into, int from, int length) {
            reads++;
            return super.readNBytes(into, from, length);
        }
    }
}
