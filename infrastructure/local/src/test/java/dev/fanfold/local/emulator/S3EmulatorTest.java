package dev.fanfold.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.template.Aws;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Tests behaviour of the local S3 that is not among the promises of S3.
class S3EmulatorTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Aws.ACCESS_KEY, Aws.SECRET_KEY));
    private static final List<String> KEYS =
            List.of("a/b", "a//b", "/a/../../b", "A/B", "é日", "k".repeat(1_024), "dir", "dir/x");
    private static final List<String> SPECIAL =
            List.of(
                    "\0",
                    "a\nb",
                    "a\rb",
                    "a\tb",
                    "\u0001/\u001f",
                    "\u007f",
                    "\ufffe",
                    "\uffff",
                    "&<>\"'",
                    "é %41+ &<>日");
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

    @Test
    void allKeysAreListedInPagesWithEncodedKeys() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3)) {
            s3.create("bucket");
            SPECIAL.forEach(key -> put(client, key));
            for (int size : new int[] {1, 2, 1_000}) {
                var pages =
                        client.listObjectsV2Paginator(
                                list -> list.bucket("bucket").encodingType("url").maxKeys(size));
                assertThat(pages.contents().stream().map(S3Object::key))
                        .containsExactlyInAnyOrderElementsOf(SPECIAL);
            }
        }
    }

    /// S3 writes characters that XML 1.0 does not have as references, which the SDK's parser
    /// refuses. Its API reference recommends `encoding-type=url` for them.
    @Test
    void aListingWithLiteralKeysIsComplete() throws Exception {
        var last = new LastDocument();
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3);
                S3Client observed = client(s3, last)) {
            s3.create("bucket");
            SPECIAL.forEach(key -> put(client, key));
            assertThatThrownBy(() -> observed.listObjectsV2(list -> list.bucket("bucket")))
                    .isInstanceOf(SdkClientException.class);
            assertThat(last.document)
                    .endsWith("</ListBucketResult>")
                    .doesNotContain("EncodingType")
                    .contains("<Key>&#x0;</Key>", "<Key>a&#xa;b</Key>", "<Key>a&#xd;b</Key>")
                    .contains("<Key>&#x7f;</Key>", "<Key>&#xfffe;</Key>", "<Key>&#xffff;</Key>")
                    .contains("<Key>é %41+ &#x26;&#x3c;&#x3e;日</Key>");
            assertThat(last.document.split("<Contents>", -1)).hasSize(SPECIAL.size() + 1);
            for (String prefix : List.of("a\n", "a\r", "a\t", "\u007f", "&<", "é %41+ ")) {
                assertThat(
                                observed.listObjectsV2(list -> list.bucket("bucket").prefix(prefix))
                                        .contents())
                        .extracting(S3Object::key)
                        .containsExactlyElementsOf(
                                SPECIAL.stream().filter(key -> key.startsWith(prefix)).toList());
            }
        }
    }

    /// Keeps the last document.
    private static final class LastDocument implements ExecutionInterceptor {
        private String document = "";

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            try {
                byte[] body = context.responseBody().orElseThrow().readAllBytes();
                document = new String(body, StandardCharsets.UTF_8);
                return Optional.of(new ByteArrayInputStream(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aContinuationTokenOfAnotherListingIsRefused() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(directory);
                S3Client client = client(s3)) {
            s3.create("bucket");
            assertThatThrownBy(() ->
                            client.listObjectsV2(
                                    list -> list.bucket("bucket").continuationToken("a key\0")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
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

    private static S3Client client(S3Emulator s3, ExecutionInterceptor... interceptors) {
        return S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(s3.endpoint())
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(
                        it -> List.of(interceptors).forEach(it::addExecutionInterceptor))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
