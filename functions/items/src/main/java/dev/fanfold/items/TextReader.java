package dev.fanfold.items;

import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.SliceReader;
import java.io.IOException;
import java.util.Iterator;

/// The texts of items that a reader of records returns.
final class TextReader implements Items.Reader {
    private final SliceReader<String> reader;
    private final Iterator<String> texts;

    TextReader(SliceReader<String> reader) {
        this.reader = reader;
        this.texts = reader.iterator();
    }

    @Override
    public boolean hasNext() {
        return texts.hasNext();
    }

    @Override
    public String next() {
        return texts.next();
    }

    @Override
    public long offset() {
        return reader.offset();
    }

    @Override
    public <P> TaskResult<P> worked(P partial) {
        return reader.worked(partial);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
