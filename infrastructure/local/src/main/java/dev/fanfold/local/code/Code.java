package dev.fanfold.local.code;

import java.nio.file.Path;
import java.util.Optional;

/// The code of one function.
public interface Code {
    /// The loader of its classes, services and resources, opened at first use.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the code cannot be unpacked
    ClassLoader classes();

    /// The loader for its handler.
    ///
    /// Fanfold's own handlers are found without opening the zip.
    ///
    /// @param type name of the handler's class
    ClassLoader handlers(String type);

    /// The directory of the code, as in `LAMBDA_TASK_ROOT`; not for a class path.
    Optional<Path> folder();

    /// The loader of the tests of the module that this code was built from, which also finds what
    /// [#classes] finds; empty if the tests' jar was not built.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if there are the jars of several versions
    Optional<ClassLoader> tests();

    /// The location of the code for error messages.
    String place();

    /// The code in an existing class loader.
    static Code of(ClassLoader classes) {
        return new ClassPathCode(classes);
    }
}
