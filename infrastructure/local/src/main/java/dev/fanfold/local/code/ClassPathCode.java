package dev.fanfold.local.code;

import java.nio.file.Path;
import java.util.Optional;

/// The program's own classes as the code of a function.
record ClassPathCode(ClassLoader classes) implements Code {
    @Override
    public ClassLoader handlerLoader(String type) {
        return classes;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<ClassLoader> tests() {
        return Optional.of(classes);
    }

    @Override
    public String place() {
        return "on the class path";
    }
}
