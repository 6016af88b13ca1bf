package dev.fanfold.local.code;

import dev.fanfold.template.Function;

/// Finds the code of each function.
public interface FunctionCode {
    /// The code of a function, checked but not yet opened.
    ///
    /// @throws dev.fanfold.template.TemplateException if there is no such code, or if its libraries
    ///   differ from this program's
    Code codeFor(Function function);

    /// The zip that a function's `CodeUri` names; the class path for a function without `CodeUri`.
    static FunctionCode declared() {
        return new DeclaredCode(ClassPath.ofProcess());
    }

    /// The classes of the thread's context class loader; `CodeUri` is ignored.
    ///
    /// For tests with workloads on the class path.
    static FunctionCode classPath() {
        Code all = Code.of(Thread.currentThread().getContextClassLoader());
        return function -> all;
    }
}
