package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The bytes of a file from the next record of a slice on, as far as they were read. [Rows] finds
/// the records in them.
final class SliceBuffer {
    /// The maximum number of bytes in a record or a comment, without its line end. If one is
    /// longer, the job fails, because a quote was probably never closed.
    static final int MAX_RECORD_BYTES = 16 << 20;

    // The maximum size of the buffer. The longest record fits with its line end: CRLF, LF, or CR
    // and the byte after it, which is not LF.
    private static final int MAX_BUFFER_BYTES = MAX_RECORD_BYTES + 2;

    // The initial size of the buffer; it is smaller for a small slice.
    private static final int INITIAL_BYTES = 1 << 18;
    // How many bytes after the end of its slice a read requests at first, if the buffer has room
    // for them. If the last record is longer, each further read requests as many bytes as the
    // record has so far, so that there are few reads: the record is parsed again after each.
    private static final int READ_AHEAD_BYTES = 1 << 12;

    /// The bytes. The array is [Words#SLACK] bytes longer than the buffer.
    byte[] bytes;

    /// The number of bytes in the buffer.
    int limit;

    /// Whether they end with the file.
    boolean endsWithFile;

    /// The offset in the file of the first byte in the buffer.
    long offset;

    /// The end of the slice in the file.
    final long to;

    private final String file;
    private final InputStream in;

    /// A buffer that holds the first bytes.
    ///
    /// @param in the file from `from` on; it continues after the slice
    /// @param to the end of the slice
    SliceBuffer(String file, InputStream in, long from, long to) throws IOException {
        this.file = file;
        this.in = in;
        this.to = to;
        offset = from;
        bytes = new byte[Math.clamp(2 * (to - from), 64, INITIAL_BYTES) + Words.SLACK];
        readFrom(0);
    }

    /// Moves the bytes from `position` on to the beginning of the buffer, and reads more after
    /// them.
    void readFrom(int position) throws IOException {
        int kept = limit - position;
        System.arraycopy(bytes, position, bytes, 0, kept);
        offset += position;
        long needed = Math.max(to - offset - kept, 0) + Math.max(READ_AHEAD_BYTES, kept);
        int requested = (int) Math.min(bytes.length - Words.SLACK - kept, needed);
        int count = in.readNBytes(bytes, kept, requested);
        limit = kept + count;
        endsWithFile = count < requested;
    }

    /// Does the same for a record at `position` that does not end in the buffer. Enlarges the
    /// buffer if the record fills it.
    ///
    /// @throws InvalidInputException if the record is longer than [#MAX_RECORD_BYTES]
    void readMoreFrom(int position) throws IOException {
        if (position == 0 && limit == bytes.length - Words.SLACK) {
            if (limit == MAX_BUFFER_BYTES) {
                throw tooLong(position);
            }
            bytes = Arrays.copyOf(bytes, Math.min(2 * limit, MAX_BUFFER_BYTES) + Words.SLACK);
        }
        readFrom(position);
    }

    /// Skips the bytes up to the first line end: the rest of the record, empty line or comment that
    /// starts in an earlier slice. Returns the position after it; -1 if nothing starts in this
    /// slice.
    int skipEarlierRecord() throws IOException {
        int position = 0;
        while (offset + position + 1 < to) {
            if (position + 1 >= limit) {
                readFrom(position);
                position = 0;
                if (limit <= 1) {
                    return -1;
                }
            }
            boolean ends =
                    bytes[position] == '\n'
                            || (bytes[position] == '\r' && bytes[position + 1] != '\n');
            position++;
            if (ends) {
                return position;
            }
        }
        return -1;
    }

    /// Checks the length of a record that was found.
    ///
    /// @param end the end of the record, with or without its line end
    /// @throws InvalidInputException if it is longer than [#MAX_RECORD_BYTES]
    void checkLength(int start, int end) {
        if (RecordTexts.withoutLineEnd(bytes, start, end) - start > MAX_RECORD_BYTES) {
            throw tooLong(start);
        }
    }

    private InvalidInputException tooLong(int start) {
        return new InvalidInputException(
                "%s: byte %d: a record longer than %d bytes: is it text? Or is a quote never closed?"
                        .formatted(file, offset + start, MAX_RECORD_BYTES));
    }

    /// Checks that the bytes in which the marks were found are UTF-8. Only a character that the end
    /// of the buffer cuts off may become valid with the next read.
    ///
    /// @throws InvalidInputException if they are not
    void checkUtf8(Marks marks) {
        if (marks.invalid >= 0 && (endsWithFile || !marks.truncated)) {
            throw Utf8.invalidByte(file, offset + marks.invalid, bytes[marks.invalid]);
        }
    }
}
