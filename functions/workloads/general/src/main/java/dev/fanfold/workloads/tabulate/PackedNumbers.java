package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// Writes numbers and byte arrays one after the other, and reads them back in the same order. Small
/// numbers take few bytes.
final class PackedNumbers {
    private byte[] bytes;
    private int position;

    /// An empty buffer for writing.
    PackedNumbers() {
        bytes = new byte[1 << 10];
    }

    /// A buffer for reading these bytes.
    PackedNumbers(byte[] written) {
        bytes = written;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    private void ensureRoom(int needed) {
        if (position + needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + needed));
        }
    }

    /// Writes any long, seven bits a byte, the lowest bits first. Numbers from 0 to 127 take one
    /// byte; negative numbers take ten.
    void number(long value) {
        ensureRoom(10);
        long remaining = value;
        while ((remaining & ~0x7fL) != 0) {
            bytes[position++] = (byte) (remaining | 0x80);
            remaining >>>= 7;
        }
        bytes[position++] = (byte) remaining;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /// Reads a number that fits an int.
    int intNumber() {
        return Math.toIntExact(number());
    }

    /// Writes any long; numbers near 0 take few bytes, negative ones too.
    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    void bytes(byte[] values) {
        number(values.length);
        ensureRoom(values.length);
        System.arraycopy(values, 0, bytes, position, values.length);
        position += values.length;
    }

    byte[] bytes() {
        int length = intNumber();
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    void decimal(BigDecimal value) {
        signed(value.scale());
        bytes(value.unscaledValue().toByteArray());
    }

    BigDecimal decimal() {
        int scale = Math.toIntExact(signed());
        return new BigDecimal(new BigInteger(bytes()), scale);
    }
}
