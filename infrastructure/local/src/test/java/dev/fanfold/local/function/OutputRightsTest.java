package dev.fanfold.local.function;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.template.Function;
import dev.fanfold.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// The roles of the worker and of the API function allow the calls that outputs need, and no
/// others.
class OutputRightsTest {
    private static final String KEY = "outputs/job/0/7/token/a";
    private static final List<Function> FUNCTIONS =
            Templates.read(Path.of("../../template.yaml"), Map.of(), queue -> queue).functions();
    private static final Function WORKER =
            FUNCTIONS.stream()
                    .filter(function -> function.name().endsWith("_worker"))
                    .findFirst()
                    .orElseThrow();
    private static final Function API =
            FUNCTIONS.stream()
                    .filter(function -> function.handler().endsWith(".ApiHandler"))
                    .findFirst()
                    .orElseThrow();
    private static final String BUCKET =
            WORKER.environment().getOrDefault("FANFOLD_RESULTS_BUCKET", "");

    private static void call(S3Request request) {
        call(WORKER, request);
    }

    private static void call(Function function, S3Request request) {
        String operation = request.getClass().getSimpleName().replace("Request", "");
        AccessDenied.check(function, request, operation);
    }

    private static S3Request abortOf(String key) {
        return AbortMultipartUploadRequest.builder().bucket(BUCKET).key(key).build();
    }

    @Test
    void aWorkerWritesAndReadsOutputs() {
        for (S3Request request :
                new S3Request[] {
                    PutObjectRequest.builder().bucket(BUCKET).key(KEY).build(),
                    CreateMultipartUploadRequest.builder().bucket(BUCKET).key(KEY).build(),
                    UploadPartRequest.builder().bucket(BUCKET).key(KEY).build(),
                    CompleteMultipartUploadRequest.builder().bucket(BUCKET).key(KEY).build(),
                    abortOf(KEY),
                    HeadObjectRequest.builder().bucket(BUCKET).key(KEY).build(),
                    GetObjectRequest.builder().bucket(BUCKET).key(KEY).build()
                }) {
            assertThatCode(() -> call(request)).as(request.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void aWorkerNeitherAbortsOtherUploadsNorDeletesOutputs() {
        for (S3Request request :
                new S3Request[] {
                    abortOf("values/a"),
                    DeleteObjectRequest.builder().bucket(BUCKET).key(KEY).build()
                }) {
            assertThatThrownBy(() -> call(request))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("is not authorized to perform");
        }
    }

    // A link has the rights of the function that signs it.
    @Test
    void theApiReadsOutputsAndWhatListsThemAndSeesWhatIsMissing() {
        for (S3Request request :
                new S3Request[] {
                    GetObjectRequest.builder().bucket(BUCKET).key(KEY).build(),
                    GetObjectRequest.builder().bucket(BUCKET).key("outputs/job/0/7.json").build(),
                    GetObjectRequest.builder().bucket(BUCKET).key("values/job/0/outputs-1").build(),
                    ListObjectsV2Request.builder().bucket(BUCKET).build()
                }) {
            assertThatCode(() -> call(API, request))
                    .as(request.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theApiNeitherWritesNorDeletesOutputs() {
        for (S3Request request :
                new S3Request[] {
                    PutObjectRequest.builder().bucket(BUCKET).key(KEY).build(),
                    DeleteObjectRequest.builder().bucket(BUCKET).key(KEY).build()
                }) {
            assertThatThrownBy(() -> call(API, request))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("is not authorized to perform");
        }
    }
}
