package dev.fanfold.simulator;

import dev.fanfold.aws.PoolResources;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.TableRegisters;
import dev.fanfold.simulator.service.WorkloadClient;
import dev.fanfold.workload.Resources;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The resources of a workload in a simulation. Each value and client is that of the test, if the
/// test gives it; else a value is that of the pool's worker, and a client is the simulator's.
/// Registers are in the simulated table of jobs. Secrets, files and the scratch directory are
/// always those of the test.
final class SimulatedResources implements Resources {
    private final Map<String, ?> given;
    private final Resources ofTest;
    private final Settings ofWorker;
    private final Supplier<Backend> services;
    private @Nullable Backend backend;

    /// @param given the resources of the test, as [Resources#of] takes them
    /// @param environment the environment variables of the pool's worker
    /// @param services is called at most once, when the workload gets its first simulated client
    SimulatedResources(
            Map<String, ?> given, Map<String, String> environment, Supplier<Backend> services) {
        this.given = given;
        this.ofTest = Resources.of(given);
        this.ofWorker = new Settings(environment);
        this.services = services;
    }

    @Override
    public String value(String name) {
        return given.containsKey(name)
                ? ofTest.value(name)
                : PoolResources.variable(ofWorker, name).orElseGet(() -> ofTest.value(name));
    }

    @Override
    public String secret(String name) {
        return ofTest.secret(name);
    }

    @Override
    public Path file(String name) {
        return ofTest.file(name);
    }

    @Override
    public <C extends AutoCloseable> C client(Class<C> type) {
        if (given.containsKey(type.getSimpleName())) {
            return ofTest.client(type);
        }
        Backend simulated = backend == null ? services.get() : backend;
        backend = simulated;
        return simulated
                .client(type)
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
    public Registers registers() {
        return TableRegisters.of(ofWorker, client(DynamoDbClient.class));
    }

    @Override
    public Path scratch() {
        return ofTest.scratch();
    }
}
