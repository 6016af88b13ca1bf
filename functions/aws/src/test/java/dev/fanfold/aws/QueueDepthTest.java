package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A message that nobody can receive just now is not gone: what is in flight or delayed counts, or
/// the keeper would take long tasks for lost ones.
class QueueDepthTest {
    private static final Map<QueueAttributeName, String> HELD =
            Map.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1",
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "20",
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "300",
                    QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "4000");

    @Test
    void whatIsVisibleInFlightAndDelayedCounts() {
        assertThat(QueueDepth.of(new Holding(), "https://queue")).isEqualTo(321);
    }

    /// Answers with what is asked for, as SQS does.
    private static final class Holding implements SqsClient {
        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            return GetQueueAttributesResponse.builder()
                    .attributes(
                            request.attributeNames().stream()
                                    .collect(Collectors.toMap(name -> name, HELD::get)))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
