package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.messages.Json;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A job cannot read another caller's upload, however its address is spelled.
class ForeignInputsTest {
    private static final String BOB = "arn:aws:iam::111122223333:user/bob";
    private final ApiFixture fixture = new ApiFixture();
    private String annsUpload = "";
    private String bobsUpload = "";

    @BeforeEach
    void upload() {
        annsUpload = upload(ApiFixture.ANN);
        bobsUpload = upload(BOB);
        for (String input : new String[] {annsUpload, bobsUpload}) {
            fixture.application.source.put(URI.create(input), "12345");
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theCallersOwnUploadIsAccepted() {
        assertThat(submit(annsUpload).getStatusCode()).isEqualTo(202);
    }

    /// `own` stands for the directory of the caller's upload, `foreign` for the key of another
    /// caller's upload.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://inbox/foreign",
                "s3://inbox/own/../../../foreign",
                "s3://inbox/own/../../../../foreign",
                "s3://inbox/own/../../../../../../../foreign",
                "s3://inbox/own/%2e%2e/%2e%2e/%2e%2e/foreign",
                "s3://inbox/own/%2E%2e/.%2E/%2E./foreign",
                "s3://inbox/own/%252e%252e/%252e%252e/%252e%252e/foreign",
                "s3://inbox/own/..%2f..%2F..%2fforeign",
                "s3://inbox/own/..%252f..%252f..%252fforeign",
                "s3://inbox/own/..\\..\\..\\foreign",
                "s3://inbox/own/..%5c..%5c..%5cforeign",
                "s3://inbox/own/./.././.././../foreign",
                "s3://inbox/own//..//..//../foreign",
                "s3://inbox//foreign",
                "s3://inbox/./foreign",
                "s3://inbox/own/．．/．．/．．/foreign",
                "s3://inbox/own/%c0%ae%c0%ae/foreign",
                "s3://inbox/own/..;/..;/..;/foreign",
                "s3://inbox/own/..%00/foreign",
                "s3://inbox/own/%zz",
                "s3://inbox/own/",
                "s3://inbox/own/a/b",
                "s3://inbox/own/..",
                "s3://inbox/own/a b",
                "s3://inbox/own/a?versionId=1",
                "s3://inbox/own/a?",
                "s3://inbox/own/a#b",
                "s3://inbox/own/%61",
                "s3://inbox:443/own/a",
                "s3://me@inbox/own/a",
                "s3://INBOX/own/a",
                "S3://inbox/own/a",
                "s3:inbox/own/a",
                "s3:/inbox/own/a",
                "s3:///inbox/own/a",
                " s3://inbox/own/a",
                "s3://inbox/own/a ",
                "s3://results/own/a",
                "file:///etc/passwd",
                "mailto:ann@example.com",
                "%%",
                ""
            })
    void allOtherInputsAreRejectedWithTheSameMessage(String spelling) {
        String input =
                spelling.replace(
                                "own",
                                annsUpload.substring(
                                        "s3://inbox/".length(), annsUpload.lastIndexOf('/')))
                        .replace("foreign", bobsUpload.substring("s3://inbox/".length()));

        APIGatewayProxyResponseEvent response = submit(input);

        assertThat(response.getStatusCode()).isEqualTo(422);
        assertThat(ApiFixture.json(response).text("detail"))
                .isEqualTo(
                        "you have no upload at \""
                                + input
                                + "\": pass the \"input\" of the response of POST /uploads unchanged");
        assertThat(fixture.application.store.all()).isEmpty();
    }

    private String upload(String caller) {
        APIGatewayProxyRequestEvent event = fixture.event("api-create-upload.json");
        event.getRequestContext().getIdentity().setUserArn(caller);
        return ApiFixture.json(fixture.handle(event)).text("input");
    }

    private APIGatewayProxyResponseEvent submit(String input) {
        return fixture.handle(
                fixture.body(
                        "api-submit-job.json",
                        Json.write(Map.of("workload", "counts", "input", input))));
    }
}
