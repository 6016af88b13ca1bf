package dev.fanfold.engine.fold;

import dev.fanfold.engine.fold.OutputTokens.Run;
import dev.fanfold.engine.outcome.WrittenOutputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The tokens of [#TASKS] consecutive tasks. Tasks without outputs have none.
///
/// As bytes it is a list of runs. A run takes 12 bytes: its first task, counted from the start of
/// the chunk, the number of its tasks, and their token.
final class TokenChunk {
    /// The number of tasks in a chunk. A fold writes each chunk that it changes, and a chunk with a
    /// run for each of its tasks has 48 KiB.
    static final int TASKS = 4_096;

    private static final int RUN_BYTES = 2 * Short.BYTES + Long.BYTES;
    private final int first;
    private final long[] tokens = new long[TASKS];
    private final BitSet present = new BitSet();

    /// An empty chunk.
    ///
    /// @param number the number of the chunk, from 0
    TokenChunk(int number) {
        this.first = number * TASKS;
    }

    /// Reads a chunk that [#toBytes()] wrote.
    static TokenChunk fromBytes(int number, byte[] bytes) {
        var chunk = new TokenChunk(number);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int from = buffer.getShort();
            int to = from + buffer.getShort();
            long token = buffer.getLong();
            for (int task = from; task < to; task++) {
                chunk.put(task, token);
            }
        }
        return chunk;
    }

    /// Adds those of the tasks that are in this chunk.
    void add(WrittenOutputs written) {
        written.tasks().stream()
                .filter(task -> task >= first && task - first < TASKS)
                .forEach(task -> put(task - first, written.token()));
    }

    private void put(int task, long token) {
        tokens[task] = token;
        present.set(task);
    }

    /// The runs, ordered by task.
    List<Run> runs() {
        var runs = new ArrayList<Run>();
        for (int from = present.nextSetBit(0); from >= 0; ) {
            int to = from + 1;
            while (present.get(to) && tokens[to] == tokens[from]) {
                to++;
            }
            runs.add(new Run(first + from, first + to, tokens[from]));
            from = present.nextSetBit(to);
        }
        return runs;
    }

    byte[] toBytes() {
        List<Run> runs = runs();
        ByteBuffer buffer = ByteBuffer.allocate(runs.size() * RUN_BYTES);
        for (Run run : runs) {
            buffer.putShort((short) (run.from() - first));
            buffer.putShort((short) (run.to() - run.from()));
            buffer.putLong(run.token());
        }
        return buffer.array();
    }
}
