package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Items with one key run in their order, one at a time, over retries and rounds.
@Timeout(180)
class TransfersTest {
    private static final int ITEMS = 300;
    private static final int ACCOUNTS = 21;

    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    @Test
    void eachAccountsTransfersRunInOrder(@TempDir Path folder) throws Exception {
        List<String> lines =
                IntStream.range(0, ITEMS)
                        .mapToObj(number -> "account%d %d".formatted(number % ACCOUNTS, number))
                        .toList();
        Path input = Files.write(folder.resolve("transfers.txt"), lines);

        FinishedJob job = FANFOLD.job("transfers").input(input).slice(7).reject("50%").run();

        Fields answer = Json.read("answer", job.succeeded());
        assertThat(answer.number("failed")).isEqualTo(ITEMS / 10);
        assertThat(answer.object("summary").number("accounts")).isEqualTo(ACCOUNTS);
        assertThat(Transfers.OVERLAPS).isEmpty();
        assertThat(Transfers.CALLS).hasSize(ACCOUNTS);
        Transfers.CALLS.forEach((account, calls) -> assertThat(calls).as(account).isSorted());
    }
}
