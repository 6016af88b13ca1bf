package dev.fanfold.local.code;

import java.nio.file.Path;
import java.util.Optional;

/// The code of one function.
public interface Code {
    /// The loader of its classes, services and resources. It is opened when it is first asked for.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the code cannot be unpacked
    ClassLoader classes();

    /// The loader that finds its handler. Nothing is opened for a handler of Fanfold's own.
    ///
    /// @param type name of the handler's class
    ClassLoader handlers(String type);

    /// The folder that holds the code, as `LAMBDA_TASK_ROOT` has it; none for a class path.
    Optional<Path> folder();

    /// Where it is, for errors.
    String place();

    /// The classes of a loader that is there already.
    static Code of(ClassLoader classes) {
        return new ClassPathCode(classes);
    }
}
