package dev.fanfold.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/// The resources of [Resources#of], for unit tests.
final class MapResources implements Resources {
    private final Map<String, ?> resources;
    private final Registers registers = new MapRegisters();

    MapResources(Map<String, ?> resources) {
        this.resources = Map.copyOf(resources);
    }

    @Override
    public String value(String name) {
        return find(name, String.class);
    }

    @Override
    public String secret(String name) {
        return find(name, String.class);
    }

    @Override
    public Path file(String name) {
        return find(name, Path.class);
    }

    @Override
    public <C extends AutoCloseable> C client(Class<C> type) {
        return find(type.getSimpleName(), type);
    }

    @Override
    public <B> B configure(B builder) {
        return builder;
    }

    @Override
    public Path scratch() {
        try {
            return Files.createTempDirectory("fanfold-work-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory for the work", e);
        }
    }

    @Override
    public Registers registers() {
        return registers;
    }

    // The error lists names and no values, because a value may be a secret.
    private <T> T find(String name, Class<T> type) {
        Object found = resources.get(name);
        if (!type.isInstance(found)) {
            throw new IllegalStateException(
                    "the test gives no %s called %s: it gives %s"
                            .formatted(
                                    type.getSimpleName(), name, new TreeSet<>(resources.keySet())));
        }
        return type.cast(found);
    }
}
