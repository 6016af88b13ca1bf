package dev.fanfold.template;

import java.nio.file.Path;

/// A line of a template, counted from 1.
public record Place(Path file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
