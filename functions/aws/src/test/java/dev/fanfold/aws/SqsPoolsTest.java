package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Pools are found by name, each queue once.
class SqsPoolsTest {
    private final NamedQueues sqs = new NamedQueues();

    @Test
    void aPoolIsDeployedIfItsWorkQueueIsThere() {
        SqsPools pools = pools(Map.of("FANFOLD_APPLICATION", "shop"));

        assertThat(pools.has("gpu")).isFalse();
        sqs.there.addAll(Set.of("shop_gpu_retry", "shop_gpu_dead", "shop-eu_gpu_work"));
        assertThat(pools.has("gpu")).as("another application's, and half a pool").isFalse();
        sqs.there.add("shop_gpu_work");
        assertThat(pools.has("gpu")).as("deployed in between").isTrue();
    }

    @Test
    void eachQueueIsAskedForOnce() {
        sqs.there.addAll(Set.of("shop_gpu_work", "shop_gpu_retry", "shop_gpu_dead"));
        SqsPools pools = pools(Map.of("FANFOLD_APPLICATION", "shop"));

        for (int i = 0; i < 3; i++) {
            assertThat(pools.has("gpu")).isTrue();
            pools.queueFor("gpu").depth();
        }

        assertThat(sqs.asked)
                .containsExactlyInAnyOrder("shop_gpu_work", "shop_gpu_retry", "shop_gpu_dead");
    }

    @Test
    void nothingIsAskedBeforeAQueueIsNeeded() {
        pools(Map.of("FANFOLD_APPLICATION", "shop")).queueFor("gpu");

        assertThat(sqs.asked).isEmpty();
    }

    @Test
    void aWorkerKnowsItsOwnPoolOnly() {
        sqs.there.addAll(Set.of("shop_gpu_work", "shop_gpu_retry", "shop_gpu_dead"));
        SqsPools pools = pools(Map.of("FANFOLD_APPLICATION", "shop", "FANFOLD_POOL", "gpu"));

        pools.queueFor("general").depth();

        assertThat(sqs.asked).allMatch(name -> name.startsWith("shop_gpu_"));
    }

    @Test
    void whatSendsToAPoolThatIsGoneFails() {
        SqsPools pools = pools(Map.of("FANFOLD_APPLICATION", "shop"));

        assertThatThrownBy(() -> pools.queueFor("gpu").depth())
                .isInstanceOf(QueueDoesNotExistException.class)
                .hasMessageContaining("shop_gpu_work");
    }

    @Test
    void aFunctionThatServesNoPoolIsToldWhatItLacks() {
        assertThatThrownBy(() -> pools(Map.of()).has("gpu"))
                .hasMessageContaining("FANFOLD_APPLICATION");
    }

    private SqsPools pools(Map<String, String> environment) {
        return new SqsPools(() -> sqs, new ParallelCalls(), new Settings(environment));
    }

    private static final class NamedQueues implements SqsClient {
        final Set<String> there = new HashSet<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            if (!there.contains(request.queueName())) {
                throw QueueDoesNotExistException.builder().message(request.queueName()).build();
            }
            asked.add(request.queueName());
            return GetQueueUrlResponse.builder().queueUrl("https://" + request.queueName()).build();
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            return GetQueueAttributesResponse.builder().attributes(Map.of()).build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
