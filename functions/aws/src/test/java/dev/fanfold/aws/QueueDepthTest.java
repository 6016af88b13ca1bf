package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Messages in flight and delayed messages count too. Otherwise the keeper would treat long tasks
/// as lost.
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

    /// Returns only the requested attributes, as SQS does.
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
