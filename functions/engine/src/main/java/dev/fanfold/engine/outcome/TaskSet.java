package dev.fanfold.engine.outcome;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// An immutable set of task indices, stored as a compressed bitmap.
public final class TaskSet {
    public static final TaskSet NONE = new TaskSet(new RoaringBitmap());
    private final RoaringBitmap bits;

    private TaskSet(RoaringBitmap bits) {
        this.bits = bits;
    }

    public static TaskSet of(int... tasks) {
        return compact(RoaringBitmap.bitmapOf(tasks));
    }

    /// The tasks from `from` to `to - 1`.
    public static TaskSet range(int from, int to) {
        return compact(RoaringBitmap.bitmapOfRange(from, to));
    }

    public TaskSet plus(TaskSet other) {
        return compact(RoaringBitmap.or(bits, other.bits));
    }

    public TaskSet minus(TaskSet other) {
        return compact(RoaringBitmap.andNot(bits, other.bits));
    }

    /// The tasks of this set from `from` to `to - 1`.
    public TaskSet between(int from, int to) {
        return compact(RoaringBitmap.and(bits, RoaringBitmap.bitmapOfRange(from, to)));
    }

    public boolean holds(int task) {
        return bits.contains(task);
    }

    public boolean holdsAll(TaskSet other) {
        return bits.contains(other.bits);
    }

    public boolean holdsSome(TaskSet other) {
        return RoaringBitmap.intersects(bits, other.bits);
    }

    public int size() {
        return bits.getCardinality();
    }

    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /// The lowest index.
    ///
    /// @throws java.util.NoSuchElementException if the set is empty
    public int first() {
        return bits.first();
    }

    /// The highest index.
    ///
    /// @throws java.util.NoSuchElementException if the set is empty
    public int last() {
        return bits.last();
    }

    /// The indices as a JDK `BitSet`.
    public BitSet toBitSet() {
        var set = new BitSet();
        bits.forEach((int task) -> set.set(task));
        return set;
    }

    /// The indices, ascending.
    public IntStream stream() {
        return bits.stream();
    }

    /// The set in RoaringBitmap's portable format. Equal sets have equal bytes.
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(bits.serializedSizeInBytes());
        bits.serialize(buffer);
        return buffer.array();
    }

    /// Reads a set that [#toBytes()] wrote.
    ///
    /// @throws UncheckedIOException if the bytes have another format
    public static TaskSet fromBytes(byte[] bytes) {
        var bits = new RoaringBitmap();
        try {
            bits.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("no task set in these " + bytes.length + " bytes", e);
        }
        return compact(bits);
    }

    // Compresses runs, so that equal sets have equal bytes.
    private static TaskSet compact(RoaringBitmap bits) {
        bits.runOptimize();
        return new TaskSet(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskSet that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return size() > 20 ? size() + " tasks from " + first() : bits.toString();
    }
}
