package dev.fanfold.simulator;

import dev.fanfold.aws.PoolResources;
import dev.fanfold.workload.Resources;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a workload gets from its pool in the simulator: what its test gives, then the values that
/// the template gives the pool's worker, and the simulated DynamoDB.
///
/// @param given by the test, which comes first
/// @param environment of the pool's worker
record SimulatedResources(Resources given, Map<String, String> environment, DynamoDbClient dynamodb)
        implements Resources {
    @Override
    public String value(String name) {
        @Nullable String value = PoolResources.isReserved(name) ? null : environment.get(name);
        try {
            return given.value(name);
        } catch (IllegalStateException notGiven) {
            if (value == null) {
                throw notGiven;
            }
            return value;
        }
    }

    @Override
    public String secret(String name) {
        return given.secret(name);
    }

    @Override
    public Path file(String name) {
        return given.file(name);
    }

    @Override
    public <C extends AutoCloseable> C client(Class<C> type) {
        try {
            return given.client(type);
        } catch (IllegalStateException notGiven) {
            if (type != DynamoDbClient.class) {
                throw notGiven;
            }
            return type.cast(dynamodb);
        }
    }

    @Override
    public <B> B configure(B builder) {
        return given.configure(builder);
    }

    @Override
    public Path scratch() {
        return given.scratch();
    }
}
