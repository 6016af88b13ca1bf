package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainOutputsTest {
    private final PlainOutputs outputs = new PlainOutputs(2);

    @Test
    void outputsAreOrderedByTaskAndName() throws IOException {
        run(3, "b", "a");
        run(1, "b");

        assertThat(texts(outputs.counted())).containsExactly("1 b: b", "3 a: a", "3 b: b");
        assertThat(outputs.counted().named("b").map(Output::task)).containsExactly(1, 3);
        assertThat(outputs.counted().all().map(Output::round)).containsOnly(2);
        assertThat(outputs.counted().named("a").map(Output::sha256))
                .containsExactly(
                        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    }

    @Test
    void aLaterExecutionReplacesTheOutputsWhenItsTaskReturns() throws IOException {
        run(0, "a", "b");
        Outputs before = outputs.counted();

        PlainOutputs.Execution second = outputs.execution(0);
        write(second, "c");
        assertThat(texts(outputs.counted())).containsExactly("0 a: a", "0 b: b");
        second.count();

        assertThat(texts(outputs.counted())).containsExactly("0 c: c");
        assertThat(texts(before)).containsExactly("0 a: a", "0 b: b");
        Output replaced = before.all().toList().getFirst();
        assertThatThrownBy(() -> outputs.counted().open(replaced)).isInstanceOf(IOException.class);
    }

    @Test
    void anOutputThatIsStillOpenFailsItsTask() throws IOException {
        PlainOutputs.Execution execution = outputs.execution(0);
        try (OutputStream open = execution.create("open")) {
            open.write(1);
            assertThatThrownBy(execution::count)
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessage("the task returned before it closed its output \"open\"");
        }
        assertThat(outputs.counted().all()).isEmpty();
    }

    @Test
    void aClosedOutputIsNotWritten() throws IOException {
        OutputStream closed = outputs.execution(0).create("closed");
        closed.close();

        assertThatThrownBy(() -> closed.write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void aNameThatCannotBeUsedIsRefused() throws IOException {
        PlainOutputs.Execution execution = outputs.execution(0);
        for (String name :
                List.of("", ".", "..", "a/b", "a\\b", "a\nb", "\ud800", "ä".repeat(101))) {
            assertThatThrownBy(() -> execution.create(name))
                    .as(name)
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining("1 to 200 bytes of UTF-8");
        }
        write(execution, "ä".repeat(100));
        assertThatThrownBy(() -> execution.create("ä".repeat(100)))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("give each output its own name");
    }

    @Test
    void aCompleteOutputOfAKilledExecutionIsAdopted() throws IOException {
        PlainOutputs.Execution killed = outputs.execution(0);
        write(killed, "b");
        write(killed, "a");
        write(killed, "not wanted");
        OutputStream open = killed.create("open");
        open.write(1);

        PlainOutputs.Execution next = outputs.execution(0);
        write(next, "b");
        assertThat(next.earlier().all().map(Output::name)).containsExactly("a", "b", "not wanted");
        next.adopt(next.earlier().named("a").findFirst().orElseThrow());
        next.count();

        assertThat(texts(outputs.counted())).containsExactly("0 a: a", "0 b: b");
        assertThat(outputs.execution(1).earlier().all()).isEmpty();
        open.close();
    }

    @Test
    void anOutputThatIsNotOfTheTaskOrHasATakenNameIsNotAdopted() throws IOException {
        run(0, "a");
        Output output = outputs.counted().all().toList().getFirst();
        PlainOutputs.Execution next = outputs.execution(0);
        write(next, "a");

        assertThatThrownBy(() -> next.adopt(output))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("wrote an output \"a\" before");
        assertThatThrownBy(() -> outputs.execution(1).adopt(output))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("a task adopts only its own");
        Output longer = new Output(2, 0, output.token(), "a", 2, output.sha256());
        assertThatThrownBy(() -> outputs.execution(0).adopt(longer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no output");
    }

    private void run(int task, String... names) throws IOException {
        PlainOutputs.Execution execution = outputs.execution(task);
        for (String name : names) {
            write(execution, name);
        }
        execution.count();
    }

    private static void write(PlainOutputs.Execution execution, String name) throws IOException {
        try (OutputStream file = execution.create(name)) {
            file.write(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> texts(Outputs outputs) {
        return outputs.all().map(output -> text(outputs, output)).toList();
    }

    private static String text(Outputs outputs, Output output) {
        try (InputStream file = outputs.open(output)) {
            return "%d %s: %s"
                    .formatted(
                            output.task(),
                            output.name(),
                            new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
