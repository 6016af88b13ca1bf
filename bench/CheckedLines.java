import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// An item workload for the measurement: the result of a line is its length and its CRC-32.
///
/// The first call fails for one in a hundred lines if the setting `failing` is 1, chosen by the
/// CRC-32.
public final class CheckedLines implements PlainItemWorkload<String, CheckedLines.Checked> {
    // The lines that have failed once, by their CRC-32.
    private static final Set<Long> FAILED = ConcurrentHashMap.newKeySet();

    record Checked(int length, long crc) {
        static Checked of(String line) {
            var crc = new CRC32();
            crc.update(line.getBytes(StandardCharsets.UTF_8));
            return new Checked(line.length(), crc.getValue());
        }

        boolean failsOnce() {
            return crc % 100 == 0;
        }

        String json() {
            return "{\"length\":%d,\"crc\":%d}".formatted(length, crc);
        }
    }

    @Override
    public Definition definition() {
        return ItemWorkload.define("checked-lines", "Computes a checksum of each line.").with("failing", "1 to fail", "0");
    }

    @Override
    public Items<String> items(JobSettings settings) {
        return Items.lines();
    }

    @Override
    public Checked apply(String line, Task task) throws IOException {
        Checked checked = Checked.of(line);
        if (task.settings().number("failing") == 1 && checked.failsOnce() && FAILED.add(checked.crc)) {
            throw new IOException("fails once");
        }
        return checked;
    }
}
