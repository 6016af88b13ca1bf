package dev.fanfold.cli.application;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds the workloads of templates on this machine.
public interface LocalWorkloads {
    /// The workloads of this template's application.
    ///
    /// @throws InvalidInputException if the template or its code is invalid
    Workloads load(Path template);

    /// The loader of the tests' jar beside the code of a pool's worker.
    ///
    /// Empty if the tests were not built, or if the template has no such pool.
    ///
    /// @throws InvalidInputException if the template or its code is invalid
    default Optional<ClassLoader> tests(Path template, String pool) {
        try {
            return read(template).declared(Map.of(), queue -> queue).functions().stream()
                    .filter(function -> pool.equals(function.environment().get("FANFOLD_POOL")))
                    .findFirst()
                    .flatMap(worker -> code().codeFor(worker).tests());
        } catch (TemplateException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /// The template at this path. An implementation may cache it.
    default TemplateFiles read(Path template) {
        return new TemplateFiles(template);
    }

    /// Finds the code of local functions. By default, for tests, it is on the class path.
    default FunctionCode code() {
        return FunctionCode.classPath();
    }
}
