package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// How a file is cut into parts, the limits of S3, and calls that fail. The contract of the outputs
/// is tested on the local S3 and on the simulated one.
class S3UploadTest {
    private static final long MIB = 1024 * 1024;

    /// Parts of 4, 4, 8, 8 and 16 bytes: 40 in all.
    private static final PartSizes FEW = new PartSizes(4, 2, 5);

    private final RecordedS3 s3 = new RecordedS3();

    private OutputWriter writer() {
        return new OutputWriter("k", new S3Upload(() -> s3, new ObjectName("results", "k"), FEW));
    }

    private void store(int length) throws IOException {
        try (OutputWriter out = writer()) {
            out.write(new byte[length]);
            out.complete();
        }
    }

    @Test
    void aFileThatFitsIntoTheFirstPartIsOnePut() throws IOException {
        store(4);

        assertThat(s3.calls).containsExactly("put 4");
    }

    @Test
    void aFileOfOneByteMoreIsAnUploadInParts() throws IOException {
        store(5);

        assertThat(s3.calls).containsExactly("begin", "part 1 of 4", "part 2 of 1", "join [1, 2]");
    }

    @Test
    void partsGrowAndTheLargestFileFillsThemAll() throws IOException {
        store(40);

        assertThat(FEW.largestFile()).isEqualTo(40);
        assertThat(s3.calls)
                .containsExactly(
                        "begin",
                        "part 1 of 4",
                        "part 2 of 4",
                        "part 3 of 8",
                        "part 4 of 8",
                        "part 5 of 16",
                        "join [1, 2, 3, 4, 5]");
    }

    @Test
    void aFileOfOneByteMoreThanTheLargestIsRefusedAndLeavesNothing() {
        assertThatThrownBy(() -> store(41))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContainingAll("output k", "40", "several outputs");

        assertThat(s3.calls).contains("part 4 of 8").endsWith("abort").doesNotContain("put");
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    @Test
    void thePartsAreWithinTheLimitsOfS3() {
        PartSizes sizes = PartSizes.S3;

        assertThat(sizes.max()).isEqualTo(10_000);
        assertThat(sizes.bytes(1)).isEqualTo(8 * (int) MIB);
        for (int number = 1; number <= sizes.max(); number++) {
            assertThat((long) sizes.bytes(number)).isBetween(5 * MIB, 128 * MIB);
        }
        assertThat(sizes.bytes(2_000)).isEqualTo(8 * (int) MIB);
        assertThat(sizes.bytes(2_001)).isEqualTo(16 * (int) MIB);
        assertThat(sizes.bytes(10_000)).isEqualTo(128 * (int) MIB);
        assertThat(sizes.largestFile()).isEqualTo(496_000 * MIB);
    }

    @Test
    void aPartThatFailsAbortsTheUploadAndTheFileCannotBeCompleted() throws IOException {
        s3.failing.add("part 2 of 4");
        OutputWriter out = writer();

        assertThatThrownBy(() -> out.write(new byte[20])).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(out::complete).isInstanceOf(IOException.class).hasMessageContaining("k");
        out.close();

        assertThat(s3.calls).containsExactly("begin", "part 1 of 4", "part 2 of 4", "abort");
    }

    @Test
    void aCompletionThatFailsAbortsTheUpload() {
        s3.failing.add("join [1, 2]");

        assertThatThrownBy(() -> store(5)).isInstanceOf(SdkClientException.class);

        assertThat(s3.calls).endsWith("join [1, 2]", "abort");
    }

    @Test
    void aFailureKeepsTheOneOfItsAbort() {
        s3.failing.addAll(Set.of("join [1, 2]", "abort"));

        assertThatThrownBy(() -> store(5))
                .hasMessageContaining("join")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed())
                                .singleElement()
                                .asInstanceOf(
                                        org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                                .hasMessageContaining("abort"));
    }

    @Test
    void anUploadThatAnEarlierTryCompletedIsComplete() throws IOException {
        s3.unknown = true;
        s3.stored = 5;

        store(5);

        assertThat(s3.calls).endsWith("join [1, 2]", "head");
    }

    @Test
    void anUploadThatIsGoneIsAnErrorUnlessItsObjectIsThere() {
        s3.unknown = true;
        for (long stored : new long[] {-1, 4}) {
            s3.stored = stored;

            assertThatThrownBy(() -> store(5))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("NoSuchUpload");
        }
        assertThat(s3.calls).endsWith("head", "abort");
    }

    @Test
    void anErrorInTheMiddleCannotBecomeAShorterFile() throws IOException {
        s3.heavy = true;
        OutputWriter out = writer();
        assertThatThrownBy(() -> out.write(new byte[5])).isInstanceOf(OutOfMemoryError.class);

        assertThatThrownBy(out::complete).isInstanceOf(IOException.class);
        out.close();

        assertThat(s3.calls).containsExactly("begin", "part 1 of 4", "abort");
    }
}
