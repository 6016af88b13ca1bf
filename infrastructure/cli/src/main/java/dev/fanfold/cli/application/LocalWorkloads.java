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
    /// @throws InvalidInputException when the template or its code is invalid
    Workloads load(Path template);

    /// The loader of the tests beside the code of a pool's worker; empty if they were not built, or
    /// if the template has no such pool.
    ///
    /// @throws InvalidInputException when the template or its code is invalid
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

    /// The template at this path. A run reads it once and passes it on.
    default TemplateFiles read(Path template) {
        return new TemplateFiles(template);
    }

    /// Where the code of local functions is; by default on the class path, for tests.
    default FunctionCode code() {
        return FunctionCode.classPath();
    }
}
