package dev.fanfold.engine.fold;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.WrittenOutputs;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which outputs of a round count: for each done task with outputs, the token of the execution that
/// counts.
///
/// The tokens are stored in chunks of consecutive tasks. A fold loads and stores only the chunks of
/// its tasks, so its cost hardly grows with the number of the job's tasks. A chunk that a fold
/// changes becomes part of the accumulator's item. When the chunks in the item have more than
/// [#MAX_INLINE] bytes together, they become objects, each named by its hash.
///
/// @param chunks the encoded chunks by their number; chunk 0 has the first tasks of the round
public record OutputTokens(SortedMap<Integer, Payload> chunks) {
    public static final OutputTokens NONE = new OutputTokens(Collections.emptySortedMap());

    /// The maximum number of bytes of chunks that are part of the accumulator's item.
    static final int MAX_INLINE = 8 * 1024;

    private static final int HASH_BYTES = 32;

    public OutputTokens {
        chunks = Collections.unmodifiableSortedMap(new TreeMap<>(chunks));
    }

    /// The key of a chunk that is an object.
    ///
    /// @param hash the SHA-256 of the chunk, in hexadecimal
    public static String key(JobId job, int round, String hash) {
        return "values/%s/%d/outputs-%s".formatted(job, round, hash);
    }

    /// The tokens with those of tasks that are done now.
    ///
    /// @param load returns the bytes of a chunk
    /// @param spill stores a chunk as an object
    public OutputTokens plus(
            List<WrittenOutputs> written,
            Function<Payload, byte[]> load,
            Function<byte[], Payload.Spilled> spill) {
        if (written.isEmpty()) {
            return this;
        }
        var changed = new TreeMap<>(chunks);
        for (int number : chunkNumbers(written)) {
            TokenChunk chunk = chunk(number, load);
            written.forEach(chunk::add);
            changed.put(number, new Payload.Inline(chunk.toBytes()));
        }
        if (inlineBytes(changed) > MAX_INLINE) {
            changed.replaceAll((_, chunk) ->
                    chunk instanceof Payload.Inline inline ? spill.apply(inline.bytes()) : chunk);
        }
        return new OutputTokens(changed);
    }

    private static TreeSet<Integer> chunkNumbers(List<WrittenOutputs> written) {
        var numbers = new TreeSet<Integer>();
        written.forEach(outputs ->
                outputs.tasks().stream().forEach(task -> numbers.add(task / TokenChunk.TASKS)));
        return numbers;
    }

    private TokenChunk chunk(int number, Function<Payload, byte[]> load) {
        Payload stored = chunks.get(number);
        return stored == null
                ? new TokenChunk(number)
                : TokenChunk.fromBytes(number, load.apply(stored));
    }

    private static long inlineBytes(SortedMap<Integer, Payload> chunks) {
        return chunks.values().stream()
                .mapToLong(
                        chunk -> chunk instanceof Payload.Inline inline ? inline.bytes().length : 0)
                .sum();
    }

    /// Runs of tasks whose outputs that count have the same token, ordered by task and read lazily.
    ///
    /// @param from the first task; the first run may start before it
    /// @param load returns the bytes of a chunk
    public Stream<Run> runs(int from, Function<Payload, byte[]> load) {
        return chunks.tailMap(from / TokenChunk.TASKS).keySet().stream()
                .flatMap(number -> chunk(number, load).runs().stream())
                .dropWhile(run -> run.to() <= from);
    }

    /// The tasks from `from` to `to - 1`, whose outputs that count have this token.
    public record Run(int from, int to, long token) {
        public boolean contains(int task) {
            return from <= task && task < to;
        }
    }

    /// The chunks as bytes. A chunk in the item is its number, its length and its bytes. A chunk
    /// that is an object is its number, its negated length and its hash.
    public byte[] toBytes() {
        ByteBuffer buffer =
                ByteBuffer.allocate(
                        chunks.size() * (2 * Integer.BYTES + HASH_BYTES)
                                + Math.toIntExact(inlineBytes(chunks)));
        chunks.forEach((number, chunk) -> {
            buffer.putInt(number);
            switch (chunk) {
                case Payload.Inline inline ->
                        buffer.putInt(inline.bytes().length).put(inline.bytes());
                case Payload.Spilled spilled ->
                        buffer.putInt(-Math.toIntExact(spilled.size()))
                                .put(HexFormat.of().parseHex(spilled.hash()));
            }
        });
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /// Reads chunks of this round that [#toBytes()] wrote.
    ///
    /// @throws java.nio.BufferUnderflowException if the bytes have another format
    public static OutputTokens fromBytes(JobId job, int round, byte[] bytes) {
        var chunks = new TreeMap<Integer, Payload>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int number = buffer.getInt();
            int length = buffer.getInt();
            byte[] part = new byte[length < 0 ? HASH_BYTES : Math.min(length, bytes.length)];
            buffer.get(part);
            chunks.put(
                    number,
                    length < 0
                            ? spilled(job, round, HexFormat.of().formatHex(part), -length)
                            : new Payload.Inline(part));
        }
        return new OutputTokens(chunks);
    }

    private static Payload.Spilled spilled(JobId job, int round, String hash, int size) {
        return new Payload.Spilled(key(job, round, hash), hash, size);
    }
}
