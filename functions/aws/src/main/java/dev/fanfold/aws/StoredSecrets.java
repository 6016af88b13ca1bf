package dev.fanfold.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Reads a secret from its place. The place is an ARN or a name in Secrets Manager, or the URI of a
/// file, as in the local cloud.
final class StoredSecrets implements Function<String, byte[]> {
    private final ServiceClients clients;

    StoredSecrets(ServiceClients clients) {
        this.clients = clients;
    }

    @Override
    public byte[] apply(String place) {
        return place.startsWith("file:") ? file(Path.of(URI.create(place))) : managed(place);
    }

    private static byte[] file(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the secret's file %s cannot be read".formatted(file), e);
        }
    }

    private byte[] managed(String id) {
        var value =
                clients.get(SecretsManagerClient.class)
                        .getSecretValue(request -> request.secretId(id));
        return value.secretString() == null
                ? value.secretBinary().asByteArray()
                : value.secretString().getBytes(StandardCharsets.UTF_8);
    }
}
