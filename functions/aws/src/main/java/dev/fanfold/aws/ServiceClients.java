package dev.fanfold.aws;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/// SDK clients of any service. Each is created when it is first needed, and then kept and never
/// closed.
final class ServiceClients {
    private final SdkClients clients;
    private final Map<Class<?>, AutoCloseable> byType = new HashMap<>();

    ServiceClients(SdkClients clients) {
        this.clients = clients;
    }

    /// The client of this type.
    ///
    /// @throws IllegalArgumentException if the type is not a synchronous client of the SDK
    synchronized <C extends AutoCloseable> C get(Class<C> type) {
        return type.cast(byType.computeIfAbsent(type, _ -> (AutoCloseable) build(builder(type))));
    }

    /// Sets the builder's region, credentials, endpoint and HTTP client, and returns the builder.
    ///
    /// @throws IllegalArgumentException if the builder does not build a synchronous client of the
    ///   SDK
    <B> B configure(B builder) {
        if (!(builder instanceof AwsClientBuilder<?, ?> aws
                && builder instanceof AwsSyncClientBuilder<?, ?> sync)) {
            throw new IllegalArgumentException(
                    builder.getClass().getName()
                            + " is not a builder of a synchronous client of the AWS SDK");
        }
        clients.configure(aws, sync, serviceName(builder.getClass()));
        return builder;
    }

    private Object builder(Class<?> type) {
        try {
            return configure(type.getMethod("builder").invoke(null));
        } catch (NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException
                | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getName() + " is not a synchronous client of the AWS SDK", e);
        }
    }

    private static Object build(Object builder) {
        return ((AwsClientBuilder<?, ?>) builder).build();
    }

    // The service's name in the name of a builder's class, such as SecretsManager in
    // DefaultSecretsManagerClientBuilder.
    private static String serviceName(Class<?> builder) {
        return builder.getSimpleName()
                .replaceFirst("^Default", "")
                .replaceFirst("ClientBuilder$", "");
    }
}
