package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.JobSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests how [Rows] reads from the file. [SlicingLawTest] tests which records it finds.
class RowsTest {
    private static final Layout LAYOUT =
            new Layout(
                    Dialect.of(Separator.named(","), JobSettings.of(Map.of())),
                    2,
                    List.of(),
                    List.of(),
                    List.of(""));

    @Test
    void aLongRecordPastTheEndOfItsSliceIsReadInGrowingSteps() throws IOException {
        var file = new CountingInput("a,1\nb," + "x".repeat(8 << 20) + "\nc,3\n");
        var rows = new Rows(new SliceBuffer("data.csv", file, 0, 8), false, LAYOUT, new int[0]);
        int records = 0;
        for (int n = rows.advance(); n > 0; n = rows.advance()) {
            records += n;
        }

        assertThat(records).isEqualTo(2);
        assertThat(file.reads).isLessThan(50);
    }

    private static final class CountingInput extends ByteArrayInputStream {
        private int reads;

        CountingInput(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int readNBytes(byte[] into, int from, int length) {
            reads++;
            return super.readNBytes(into, from, length);
        }
    }
}
