package dev.fanfold.workload;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Registers in memory, for unit tests. They never expire.
final class MapRegisters implements Resources.Registers {
    private final Map<String, Register> registers = new HashMap<>();

    @Override
    public synchronized Optional<Register> read(String name) {
        return Optional.ofNullable(registers.get(name));
    }

    @Override
    public synchronized boolean replace(String name, String text, long version, Instant expires) {
        Register stored = registers.get(name);
        if (version != (stored == null ? 0 : stored.version())) {
            return false;
        }
        registers.put(name, new Register(text, version + 1));
        return true;
    }
}
