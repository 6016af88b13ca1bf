package dev.fanfold.cli.application;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.code.FunctionCode;
import java.nio.file.Path;

/// Finds the workloads of templates on this machine.
public interface LocalWorkloads {
    /// The workloads of this template's application.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException when the template or its code is invalid
    Workloads load(Path template);

    /// Where the code of local functions is; by default on the class path, for tests.
    default FunctionCode code() {
        return FunctionCode.classPath();
    }
}
