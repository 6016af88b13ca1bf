package dev.fanfold.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests which items of a batch fail for each kind of response.
class FailuresTest {
    private static final Set<String> ALL = Set.of("a", "b", "c");

    @Test
    void onlyTheListedItemFails() {
        assertThat(failures(queue("b"))).containsExactly("b");
        assertThat(failures(stream("b"))).containsExactly("b");
        assertThat(failures(Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "b")))))
                .containsExactly("b");
    }

    @Test
    void anEmptyResponseMeansThatAllSucceed() {
        assertThat(failures(null)).isEmpty();
        assertThat(failures(queue())).isEmpty();
        assertThat(failures(stream())).isEmpty();
        assertThat(failures(new SQSBatchResponse())).isEmpty();
        assertThat(failures(new StreamsEventResponse())).isEmpty();
        assertThat(failures(Map.of())).isEmpty();
    }

    @Test
    void anInvalidIdMeansThatAllFail() {
        assertThat(failures(queue("b", "unknown"))).isEqualTo(ALL);
        assertThat(failures(queue(""))).isEqualTo(ALL);
        assertThat(failures(stream("b", ""))).isEqualTo(ALL);
        assertThat(failures(new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure()))))
                .isEqualTo(ALL);
        assertThat(failures(new SQSBatchResponse(Collections.singletonList(null)))).isEqualTo(ALL);
        assertThat(failures(new StreamsEventResponse(Collections.singletonList(null))))
                .isEqualTo(ALL);
    }

    @Test
    void aResponseOfAnotherFormMeansThatAllFail() {
        assertThat(failures("OK")).isEqualTo(ALL);
        assertThat(failures(Map.of("batchItemFailures", "b"))).isEqualTo(ALL);
    }

    @Test
    void anExceptionOrADeadEnvironmentMeansThatAllFail() {
        assertThat(
                        BatchFailures.of(
                                new InvocationOutcome.Threw(new IllegalStateException()),
                                true,
                                ALL))
                .isEqualTo(ALL);
        assertThat(BatchFailures.of(new InvocationOutcome.Died("killed"), false, ALL))
                .isEqualTo(ALL);
    }

    @Test
    void aResponseIsIgnoredUnlessReportBatchItemFailuresIsDeclared() {
        assertThat(BatchFailures.of(new InvocationOutcome.Returned(queue("b")), false, ALL))
                .isEmpty();
        assertThat(BatchFailures.of(new InvocationOutcome.Returned("OK"), false, ALL)).isEmpty();
    }

    private static Set<String> failures(@Nullable Object response) {
        return BatchFailures.of(new InvocationOutcome.Returned(response), true, ALL);
    }

    private static SQSBatchResponse queue(String... ids) {
        return new SQSBatchResponse(
                Arrays.stream(ids).map(SQSBatchResponse.BatchItemFailure::new).toList());
    }

    private static StreamsEventResponse stream(String... ids) {
        return new StreamsEventResponse(
                Arrays.stream(ids).map(StreamsEventResponse.BatchItemFailure::new).toList());
    }
}
