package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.messages.MessageFault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The environment: what is missing is named, what is there is not shown.
class SettingsTest {
    private static final SqsClient NO_CALLS =
            new SqsClient() {
                @Override
                public String serviceName() {
                    return "sqs";
                }

                @Override
                public void close() {}
            };

    @Test
    void poolsAreReadWithTheirWorkloads() {
        Map<String, PoolQueues> pools =
                PoolQueues.read(
                        "{\"general\":{\"work\":\"w\",\"retry\":\"r\",\"dead\":\"d\"},\"gpu\":{\"work\":\"gw\",\"retry\":\"gr\",\"dead\":\"gd\",\"workloads\":[\"render\"]}}");
        var queues = new SqsPools(() -> NO_CALLS, new InParallel(), pools);

        assertThat(queues.of("render")).isNotSameAs(queues.of("tabulate"));
        assertThat(queues.of("anything")).isSameAs(queues.of("tabulate"));
    }

    @Test
    void aWorkloadThatNoPoolTakesIsNamed() {
        var queues =
                new SqsPools(
                        () -> NO_CALLS,
                        new InParallel(),
                        PoolQueues.read(
                                "{\"gpu\":{\"work\":\"w\",\"retry\":\"r\",\"dead\":\"d\",\"workloads\":[\"render\"]}}"));

        assertThatThrownBy(() -> queues.of("tabulate"))
                .hasMessageContainingAll("tabulate", "render");
    }

    @Test
    void aPoolWithoutAQueueIsNamed() {
        assertThatThrownBy(() -> PoolQueues.read("{\"general\":{\"work\":\"w\",\"retry\":\"r\"}}"))
                .isInstanceOf(MessageFault.class)
                .hasMessageContainingAll("FANFOLD_POOLS.general", "\"dead\"");
    }

    @Test
    void secretsAreNotShown() {
        var settings = new Settings(Map.of("AWS_SECRET_ACCESS_KEY", "hush"));

        assertThat(settings.toString()).contains("AWS_SECRET_ACCESS_KEY").doesNotContain("hush");
    }

    @Test
    void anEndpointOfOneServiceGoesBeforeThatOfAll() {
        var settings =
                new Settings(
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                "http://all",
                                "AWS_ENDPOINT_URL_S3",
                                "http://s3"));

        assertThat(settings.endpoint("S3")).contains("http://s3");
        assertThat(settings.endpoint("SQS")).contains("http://all");
    }
}
