package dev.fanfold.aws;

import dev.fanfold.workload.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The resources that a worker's environment has for one workload of its pool.
public final class PoolResources implements Resources {
    // Names of variables of Fanfold, AWS and Lambda, which workloads cannot read.
    private static final Pattern RESERVED = Pattern.compile("(FANFOLD|AWS|LAMBDA|_).*");
    private final Settings settings;
    private final ServiceClients clients;
    private final Secrets secrets;
    // The parent of the work's directories. If the work is opened again, because an opening failed,
    // its new resources delete the directory with its content first.
    private final Supplier<Path> parent;

    private PoolResources(
            Settings settings,
            ServiceClients clients,
            Secrets secrets,
            DirectoryScratch scratch,
            String workload) {
        this.settings = settings;
        this.clients = clients;
        this.secrets = secrets;
        this.parent = new Lazy<>(() -> scratch.lastingDirectory("work-" + workload));
    }

    /// A function that returns the resources of a workload by its name. The workloads of a pool
    /// share everything except the scratch directory.
    ///
    /// @param sdkClients creates the SDK's clients of the environment
    public static Function<String, Resources> of(
            Settings settings, DirectoryScratch scratch, SdkClients sdkClients) {
        var clients = new ServiceClients(sdkClients);
        var secrets = new Secrets(settings, new StoredSecrets(clients), InstantSource.system());
        return workload -> new PoolResources(settings, clients, secrets, scratch, workload);
    }

    /// A variable that the template sets for the pool's workloads; empty if the template does not
    /// set it, and for variables of Fanfold, AWS and Lambda.
    public static Optional<String> variable(Settings settings, String name) {
        return RESERVED.matcher(name).matches() ? Optional.empty() : settings.find(name);
    }

    @Override
    public String value(String name) {
        if (RESERVED.matcher(name).matches()) {
            throw new IllegalStateException(
                    name
                            + " is a variable of Fanfold, AWS or Lambda, which workloads cannot read: give the variable another name");
        }
        return settings.find(name)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the pool's worker has no environment variable %s: set it in pool.yaml"
                                        .formatted(name)));
    }

    @Override
    public String secret(String name) {
        return secrets.text(name);
    }

    @Override
    public Path file(String name) {
        Path bin = settings.codeDirectory().resolve("bin");
        Path file = bin.resolve(name).normalize();
        if (!file.startsWith(bin) || !Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "the pool's zip has no file bin/%s: put it into src/main/bin".formatted(name));
        }
        return file;
    }

    @Override
    public <C extends AutoCloseable> C client(Class<C> type) {
        return clients.get(type);
    }

    @Override
    public <B> B configure(B builder) {
        return clients.configure(builder);
    }

    @Override
    public Registers registers() {
        return TableRegisters.of(settings, clients.get(DynamoDbClient.class));
    }

    @Override
    public Path scratch() {
        try {
            return Files.createTempDirectory(parent.get(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for a work in " + parent.get(), e);
        }
    }
}
