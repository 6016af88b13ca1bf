package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// Writes numbers one after the other, small ones in few bytes, and reads them.
final class PackedNumbers {
    private byte[] bytes;
    private int position;

    /// Empty, for writing.
    PackedNumbers() {
        bytes = new byte[1 << 10];
    }

    /// For reading.
    PackedNumbers(byte[] written) {
        bytes = written;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    private void room(int more) {
        if (position + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + more));
        }
    }

    /// Seven bits a byte, the lowest first. It accepts any long; small ones from 0 on are short.
    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
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

    int count() {
        return Math.toIntExact(number());
    }

    /// For numbers around 0.
    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    void bytes(byte[] values) {
        number(values.length);
        room(values.length);
        System.arraycopy(values, 0, bytes, position, values.length);
        position += values.length;
    }

    byte[] bytes() {
        int length = count();
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
