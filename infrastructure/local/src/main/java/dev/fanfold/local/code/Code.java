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
    /// For a handler in a shared library, as Fanfold's own are, it is the program's loader, so that
    /// the zip need not be opened.
    ///
    /// @param type name of the handler's class
    ClassLoader handlerLoader(String type);

    /// The directory of the code, as in `LAMBDA_TASK_ROOT`; empty for a class path.
    Optional<Path> folder();

    /// The loader of the tests' jar that was built with this code. It also finds the classes of
    /// [#classes]. Empty if the tests' jar was not built.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if there are tests' jars of several
    ///   versions
    Optional<ClassLoader> tests();

    /// The location of the code for error messages.
    String place();

    /// The code in an existing class loader.
    static Code of(ClassLoader classes) {
        return new ClassPathCode(classes);
    }
}
