package dev.fanfold.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.template.Aws;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Tests behaviour of the local S3 that is not among the promises of S3.
class S3EmulatorTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Aws.ACCESS_KEY, Aws.SECRET_KEY));
    private static final List<String> KEYS =
            List.of("a/b", "a//b", "/a/../../b", "A/B", "é日", "k".repeat(1_024), "dir", "dir/x");
    @TempDir Path directory;

    @Test
    void objectsAreThereAfterARestartUnderTheirKeys() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3)) {
            s3.create("bucket");
            KEYS.forEach(key -> put(client, key));
        }
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3)) {
            for (String key : KEYS) {
                assertThat(read(client, key)).isEqualTo("at " + key);
            }
            assertThat(client.listObjectsV2(list -> list.bucket("bucket")).contents())
                    .extracting(object -> object.key())
                    .containsExactlyInAnyOrderElementsOf(KEYS);
        }
    }

    @Test
    void aSignedLinkReadsTheKeyAsItIsSpelled() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3);
                S3Presigner signer =
                        S3Presigner.builder()
                                .endpointOverride(s3.endpoint())
                                .region(Region.of(Aws.REGION))
                                .credentialsProvider(CREDENTIALS)
                                .serviceConfiguration(
                                        S3Configuration.builder()
                                                .pathStyleAccessEnabled(true)
                                                .build())
                                .build()) {
            s3.create("bucket");
            KEYS.forEach(key -> put(client, key));
            for (String key : KEYS) {
                var link =
                        signer.presignGetObject(sign ->
                                sign.signatureDuration(Duration.ofMinutes(1))
                                        .getObjectRequest(get -> get.bucket("bucket").key(key)));
                var connection = (HttpURLConnection) link.url().openConnection();
                assertThat(
                                new String(
                                        connection.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .isEqualTo("at " + key);
            }
        }
    }

    @Test
    void aPathIsAKeyIfItIsUtf8() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory)) {
            s3.create("bucket");
            assertThat(getRaw(s3.endpoint(), "/bucket/a%ff")).contains("400", "InvalidURI");
            assertThat(getRaw(s3.endpoint(), "/bucket/../../x")).contains("404", "NoSuchKey");
            assertThat(getRaw(s3.endpoint(), "/bucket/%00")).contains("404", "NoSuchKey");
        }
    }

    /// The bodies are large, because a body that fits into socket buffers is never cut off.
    @Test
    void theErrorResponseToALargeBodyArrives() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3)) {
            s3.create("bucket");
            put(client, "a");
            byte[] large = new byte[8 * 1024 * 1024];
            for (int i = 0; i < 20; i++) {
                assertThat(status(client, "bucket", "a", large)).isEqualTo(412);
                assertThat(status(client, "another", "a", large)).isEqualTo(404);
                assertThat(status(client, "bucket", "k".repeat(1_025), large)).isEqualTo(400);
            }
        }
    }

    private static int status(S3Client client, String bucket, String key, byte[] bytes) {
        try {
            client.putObject(
                    put -> put.bucket(bucket).key(key).ifNoneMatch("*"),
                    RequestBody.fromBytes(bytes));
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static String getRaw(URI endpoint, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void put(S3Client client, String key) {
        client.putObject(put -> put.bucket("bucket").key(key), RequestBody.fromString("at " + key));
    }

    private static String read(S3Client client, String key) {
        return client.getObjectAsBytes(get -> get.bucket("bucket").key(key)).asUtf8String();
    }

    private static S3Client client(S3Emulator s3) {
        return S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(s3.endpoint())
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
