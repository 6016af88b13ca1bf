package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipedOutputTest {
    private final AtomicInteger writes = new AtomicInteger();

    @Test
    void aReaderThatStopsEarlyIsNotAFailure() {
        PrintStream out = failing("Broken pipe");

        out.print("one");
        out.print("two");

        assertThat(out.checkError()).isFalse();
        assertThat(writes).hasValue(1);
    }

    @Test
    void aFullDiskIsAFailure() {
        PrintStream out = failing("No space left on device");

        out.print("one");

        assertThat(out.checkError()).isTrue();
    }

    private PrintStream failing(String why) {
        return new PrintStream(
                new PipedOutput(
                        new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                writes.incrementAndGet();
                                throw new IOException(why);
                            }
                        }));
    }
}
