package dev.fanfold.workloads;

import dev.fanfold.testing.WorkloadLaws;
import dev.fanfold.workloads.bench.Noop;
import dev.fanfold.workloads.bench.Sleep;
import dev.fanfold.workloads.tabulate.Tabulate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The workloads of this pool keep the laws of [WorkloadLaws].
class LawsTest {
    private static final List<String> FIELDS =
            List.of(
                    "a",
                    "b",
                    "",
                    "Zürich",
                    "\"x, \"\"y\"\"\"",
                    "1",
                    "2.50",
                    "-3",
                    "1e3",
                    "oops",
                    "NA");
    private static final List<String> ENDS = List.of("\n", "\r\n", "\n\n");

    @Test
    void noopKeepsTheLaws() {
        WorkloadLaws.of(new Noop())
                .set("tasks", "40")
                .settings(random -> Map.of("tasks", String.valueOf(random.nextInt(200))))
                .check();
    }

    @Test
    void sleepKeepsTheLaws() {
        WorkloadLaws.of(new Sleep()).set("tasks", "40").set("millis", "0").check();
    }

    @Test
    void tabulateKeepsTheLaws() {
        WorkloadLaws.of(new Tabulate())
                .set("group-by", "city")
                .set("measure", "value")
                .input("city,value\na,1\nb,2.5\n\"a, b\",\na,oops\n")
                .inputs(LawsTest::rows)
                .check();
    }

    private static byte[] rows(RandomGenerator random) {
        var text = new StringBuilder("city,value").append(anyOf(ENDS, random));
        for (int rows = random.nextInt(12); rows > 0; rows--) {
            text.append(anyOf(FIELDS, random)).append(',').append(anyOf(FIELDS, random));
            text.append(random.nextInt(9) == 0 ? ",more" : "").append(anyOf(ENDS, random));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T anyOf(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void tabulateKeepsTheLawsOnSampleData() throws IOException {
        byte[] flights = Files.readAllBytes(Path.of("../../../samples/flights.csv"));
        int end = 3_000;
        while (flights[end - 1] != '\n') {
            end--;
        }
        WorkloadLaws.of(new Tabulate())
                .set("group-by", "carrier")
                .set("measure", "arr_delay")
                .input(Arrays.copyOf(flights, end))
                .check();
    }
}
