package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients for workloads are configured for this environment, and there is one per type.
class ServiceClientsTest {
    private final ServiceClients clients =
            new ServiceClients(
                    new SdkClients(
                            new Settings(
                                    Map.of(
                                            "AWS_REGION", "eu-west-1",
                                            "AWS_ACCESS_KEY_ID", "me",
                                            "AWS_SECRET_ACCESS_KEY", "secret",
                                            "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1",
                                            "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                                                    "http://127.0.0.1:2"))));

    @Test
    void aClientIsMadeOnceForThisPlace() {
        SqsClient sqs = clients.get(SqsClient.class);
        var secrets = clients.get(SecretsManagerClient.class);

        assertThat(clients.get(SqsClient.class)).isSameAs(sqs);
        assertThat(sqs.serviceClientConfiguration().region().id()).isEqualTo("eu-west-1");
        assertThat(sqs.serviceClientConfiguration().endpointOverride())
                .contains(URI.create("http://127.0.0.1:1"));
        assertThat(secrets.serviceClientConfiguration().endpointOverride())
                .contains(URI.create("http://127.0.0.1:2"));
        assertThat(clients.get(S3Client.class).serviceClientConfiguration().endpointOverride())
                .isEmpty();
    }

    @Test
    void aBuilderOfSomebodysOwnIsConfiguredToo() {
        try (SqsClient own = clients.configure(SqsClient.builder()).build()) {
            assertThat(own).isNotSameAs(clients.get(SqsClient.class));
            assertThat(own.serviceClientConfiguration().endpointOverride())
                    .contains(URI.create("http://127.0.0.1:1"));
        }
    }

    @Test
    void whatIsNoSynchronousClientIsRefusedByName() {
        assertThatThrownBy(() -> clients.get(S3AsyncClient.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("S3AsyncClient");
        assertThatThrownBy(() -> clients.get(AutoCloseable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AutoCloseable is not a synchronous client of the AWS SDK");
        assertThatThrownBy(() -> clients.configure("a text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not a builder");
    }
}
