package dev.fanfold.cli.application;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.template.Function;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Finds the workloads in the code of a template's dispatcher.
///
/// The dispatcher's zip contains the light half of every workload.
public final class TemplateWorkloads implements LocalWorkloads {
    private static final String DISPATCHER = "dev.fanfold.dispatcher.DispatcherHandler";
    private final FunctionCode code;
    private final Map<Path, TemplateFiles> templates = new HashMap<>();
    private final Map<Path, Workloads> cache = new HashMap<>();

    public TemplateWorkloads(FunctionCode code) {
        this.code = code;
    }

    @Override
    public FunctionCode code() {
        return code;
    }

    @Override
    public synchronized TemplateFiles read(Path template) {
        return templates.computeIfAbsent(template, TemplateFiles::new);
    }

    @Override
    public synchronized Workloads load(Path template) {
        return cache.computeIfAbsent(template, this::discover);
    }

    private Workloads discover(Path template) {
        try {
            Function dispatcher =
                    read(template).declared(Map.of(), queue -> queue).functions().stream()
                            .filter(function -> function.handler().equals(DISPATCHER))
                            .findFirst()
                            .orElseThrow(() ->
                                    new InvalidInputException(
                                            "%s has no function with the Handler %s, which holds the workloads: give the template of a Fanfold application with --template"
                                                    .formatted(template, DISPATCHER)));
            return Workloads.discovered(code.codeFor(dispatcher).classes());
        } catch (TemplateException | IllegalStateException e) {
            // IllegalStateException: a workload cannot be loaded
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
