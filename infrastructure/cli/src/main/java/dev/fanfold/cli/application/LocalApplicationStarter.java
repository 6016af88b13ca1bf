package dev.fanfold.cli.application;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.TemplateFiles;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Starts applications on the local cloud, which runs the template in this process.
public final class LocalApplicationStarter implements ApplicationStarter {
    private static final String WORKER_HANDLER = "dev.fanfold.worker.WorkerHandler";
    private final LocalWorkloads workloads;

    public LocalApplicationStarter(LocalWorkloads workloads) {
        this.workloads = workloads;
    }

    /// Starts applications whose workloads are on the class path. For tests.
    public LocalApplicationStarter(Workloads workloads) {
        this(template -> workloads);
    }

    @Override
    public Application start(Path path, ApplicationOptions overrides, Consumer<String> log) {
        try {
            TemplateFiles template = workloads.read(path);
            Map<String, String> parameters = WorkerLimit.parameters(overrides.workers());
            DeclaredResources declaredResources = template.declared(parameters, queue -> queue);
            var requeues = new RequeueCount(log);
            LocalOptions options = LocalOptions.defaults().code(workloads.code()).log(requeues);
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                options = options.parameter(parameter.getKey(), parameter.getValue());
            }
            for (Map.Entry<String, Path> secret : overrides.secrets().entrySet()) {
                options = options.secret(secret.getKey(), secret.getValue());
            }
            Workloads found = workloads.load(path);
            return new LocalApplication(
                    LocalCloud.start(template, options),
                    found,
                    workers(declaredResources),
                    requeues);
        } catch (TemplateException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Set<String> workers(DeclaredResources declaredResources) {
        return declaredResources.functions().stream()
                .filter(function -> function.handler().equals(WORKER_HANDLER))
                .map(function -> function.name())
                .collect(Collectors.toSet());
    }
}
