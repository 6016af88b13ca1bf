package dev.fanfold.local.code;

import dev.fanfold.template.Function;
import dev.fanfold.template.TemplateException;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The code that `CodeUri` names. Functions with the same zip share its loader.
final class DeclaredCode implements FunctionCode {
    private final ClassPath program;
    private final Map<Path, Code> zips = new HashMap<>();

    DeclaredCode(ClassPath program) {
        this.program = program;
    }

    @Override
    public synchronized Code codeFor(Function function) {
        return function.code()
                .map(zip -> codeFor(function, zip.toAbsolutePath().normalize()))
                .orElseGet(() -> Code.of(Thread.currentThread().getContextClassLoader()));
    }

    private Code codeFor(Function function, Path zip) {
        Code known = zips.get(zip);
        if (known != null) {
            return known;
        }
        try {
            Code read = ZipCode.of(Zip.read(zip), program);
            zips.put(zip, read);
            return read;
        } catch (InvalidInputException e) {
            throw new TemplateException(function.place(), function.id() + ": " + e.getMessage());
        }
    }
}
