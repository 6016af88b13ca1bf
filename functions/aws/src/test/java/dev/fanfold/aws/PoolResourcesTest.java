package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The values, secrets and files of a worker's environment, for the workloads of its pool.
class PoolResourcesTest {
    @TempDir private Path folder;
    private Path key;
    private Function<String, Resources> pool;
    private Resources resources;

    @BeforeEach
    void open() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("code/bin"));
        Files.writeString(bin.resolve("tool"), "a tool");
        Files.createDirectories(bin.resolve("data"));
        Files.writeString(bin.resolve("data/model"), "a model");
        Files.writeString(folder.resolve("code/outside"), "not a tool");
        key = Files.writeString(folder.resolve("key"), "the secret");
        Map<String, String> environment = new HashMap<>();
        environment.put("LAMBDA_TASK_ROOT", folder.resolve("code").toString());
        environment.put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        environment.put("FANFOLD_SECRET_TOKEN", key.toUri().toString());
        environment.put("FANFOLD_JOBS_TABLE", "jobs");
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("ENDPOINT", "https://example.com");
        environment.put("BLANK", " ");
        var settings = new Settings(environment);
        pool = PoolResources.of(settings, DirectoryScratch.of(settings), new SdkClients(settings));
        resources = pool.apply("mine");
    }

    @Test
    void aValueOfThePoolIsGivenAndNoneOfFanfoldsOrLambdas() {
        assertThat(resources.value("ENDPOINT")).isEqualTo("https://example.com");
        for (String own : List.of("FANFOLD_JOBS_TABLE", "AWS_REGION", "LAMBDA_TASK_ROOT", "_X")) {
            assertThatThrownBy(() -> resources.value(own))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(own + " is a variable of Fanfold, AWS or Lambda");
        }
        for (String absent : List.of("NOWHERE", "BLANK")) {
            assertThatThrownBy(() -> resources.value(absent))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(absent + ": set it in pool.yaml");
        }
    }

    @Test
    void aFileIsOneOfTheZipsBin() {
        assertThat(resources.file("tool")).hasContent("a tool");
        assertThat(resources.file("data/model")).hasContent("a model");
        for (String none : List.of("nothing", "data", "../outside", "", folder + "/key")) {
            assertThatThrownBy(() -> resources.file(none))
                    .as(none)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no file bin/" + none + ": put it into src/main/bin");
        }
    }

    @Test
    void aSecretIsTheTextOfItsFileAndInNoTextOfTheResources() {
        assertThat(resources.secret("token")).isEqualTo("the secret");
        assertThat(resources.toString()).doesNotContain("the secret", key.toString());
    }

    // So a work must not close it.
    @Test
    void theWorksOfAnEnvironmentShareOneClientOfAType() {
        assertThat(pool.apply("other").client(SqsClient.class))
                .isSameAs(resources.client(SqsClient.class));
    }

    @Test
    void eachCallCreatesAnEmptyScratchFolderAndLeavesTheEarlierOnes() throws IOException {
        Path first = Files.writeString(resources.scratch().resolve("model"), "7");
        Path second = resources.scratch();

        assertThat(second).isEmptyDirectory();
        assertThat(second.startsWith(folder.resolve("tmp"))).isTrue();
        assertThat(first).hasContent("7");
    }

    @Test
    void aWorkThatIsOpenedAgainStartsWithoutTheFilesOfTheFailedOpening() throws IOException {
        Path left = Files.writeString(resources.scratch().resolve("model"), "7");

        Path again = pool.apply("mine").scratch();

        assertThat(again).isEmptyDirectory();
        assertThat(left).doesNotExist();
    }
}
