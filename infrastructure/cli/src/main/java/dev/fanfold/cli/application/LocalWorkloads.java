package dev.fanfold.cli.application;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.code.FunctionCode;
import java.nio.file.Path;

/// The workloads of applications whose templates are on this machine.
public interface LocalWorkloads {
    /// The workloads of the application that this template declares.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException when the template or its code is at fault
    Workloads load(Path template);

    /// Where the code of the functions is that run on this machine; by default on the class path,
    /// as in a test.
    default FunctionCode code() {
        return FunctionCode.classPath();
    }
}
