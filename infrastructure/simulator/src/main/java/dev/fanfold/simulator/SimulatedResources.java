package dev.fanfold.simulator;

import dev.fanfold.aws.PoolResources;
import dev.fanfold.aws.Settings;
import dev.fanfold.simulator.service.WorkloadClient;
import dev.fanfold.workload.Resources;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The resources of a workload in a simulation: those of its test, or else the values of its pool's
/// template and the simulator's clients.
final class SimulatedResources implements Resources {
    private final Map<String, ?> given;
    private final Resources tests;
    private final Settings worker;
    private final Supplier<Backend> services;
    private @Nullable Backend backend;

    /// @param given by the test, as [Resources#of] takes them
    /// @param environment of the pool's worker
    /// @param services supplies the services at the first use of a client
    SimulatedResources(
            Map<String, ?> given, Map<String, String> environment, Supplier<Backend> services) {
        this.given = given;
        this.tests = Resources.of(given);
        this.worker = new Settings(environment);
        this.services = services;
    }

    @Override
    public String value(String name) {
        return given.containsKey(name)
                ? tests.value(name)
                : PoolResources.variable(worker, name).orElseGet(() -> tests.value(name));
    }

    @Override
    public String secret(String name) {
        return tests.secret(name);
    }

    @Override
    public Path file(String name) {
        return tests.file(name);
    }

    @Override
    public <C extends AutoCloseable> C client(Class<C> type) {
        if (given.containsKey(type.getSimpleName())) {
            return tests.client(type);
        }
        Backend played = backend == null ? services.get() : backend;
        backend = played;
        return played.client(type)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the simulator plays S3Client, DynamoDbClient and SqsClient, and not %s: %s"
                                        .formatted(type.getName(), WorkloadClient.remedy(type))));
    }

    // A client from a builder would leave the simulation and call AWS.
    @Override
    public <B> B configure(B builder) {
        throw new IllegalStateException(
                ("the simulator cannot configure a %s, because the built client would call AWS: use"
                                + " resources.client(...), and give the test a fake of it if the simulator does not play it")
                        .formatted(builder.getClass().getSimpleName()));
    }

    @Override
    public Path scratch() {
        return tests.scratch();
    }
}
