package dev.fanfold.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Failed AWS calls are explained by the failure's causes, even if these form a cycle.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwsFailuresTest {
    @Test
    void aFailureIsExplainedByItsRootCause() {
        var unknown = new UnknownHostException("sqs.example");
        var call = SdkClientException.create("no response", new IllegalStateException(unknown));

        assertThat(AwsFailures.explained(new IllegalStateException(call)))
                .hasValueSatisfying(message ->
                        assertThat(message)
                                .startsWith("AWS cannot be reached (sqs.example): check the"));
        assertThat(AwsFailures.explained(unknown)).isEmpty();
    }

    @Test
    void aCycleOfCausesEnds() {
        var inner = new IllegalStateException("inner");
        var call = SdkClientException.create("no response", inner);
        inner.initCause(call);

        assertThat(AwsFailures.explained(call))
                .hasValueSatisfying(message -> assertThat(message).contains("inner"));

        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(AwsFailures.explained(first)).isEmpty();
    }
}
