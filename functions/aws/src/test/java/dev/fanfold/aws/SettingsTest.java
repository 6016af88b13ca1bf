package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Errors about the environment name missing variables and show no values.
class SettingsTest {
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
