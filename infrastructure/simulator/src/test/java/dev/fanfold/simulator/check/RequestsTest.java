package dev.fanfold.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.JobSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When a job has lost its caller before its message to the dispatcher was sent. [KeeperlessTest]
/// tests what follows from that in a run.
///
/// [KeeperlessTest]: dev.fanfold.simulator.KeeperlessTest
class RequestsTest {
    private static final JobRequest REQUEST = request("7");
    private static final Job FIRST = job("1", REQUEST);
    private static final Job SECOND = job("2", REQUEST);

    private final Requests requests =
            new Requests((invariant, what) -> {
                throw new AssertionError(invariant + ": " + what);
            });

    @Test
    void anAnswerWithAnotherJobAbandonsTheFirst() {
        assertThat(requests.abandons(REQUEST, SECOND.id(), List.of(FIRST, SECOND))).isTrue();
    }

    @Test
    void aRejectedRetryAbandonsTheFirst() {
        assertThat(requests.abandons(REQUEST, null, List.of(FIRST))).isTrue();
    }

    @Test
    void aRetryWithTheSameJobAbandonsNothing() {
        assertThat(requests.abandons(REQUEST, FIRST.id(), List.of(FIRST))).isFalse();
    }

    @Test
    void aJobWhoseMessageWasSentIsNotAbandoned() {
        requests.sent(new Arrival.Waiting(FIRST.id(), 0));

        assertThat(requests.abandons(REQUEST, SECOND.id(), List.of(FIRST, SECOND))).isFalse();
    }

    @Test
    void aCancelledJobIsNotAbandoned() {
        List<Job> rows = List.of(FIRST.cancelled(Instant.EPOCH), SECOND);

        assertThat(requests.abandons(REQUEST, SECOND.id(), rows)).isFalse();
    }

    @Test
    void anAnswerAbandonsNoJobOfAnotherRequest() {
        Job other = job("3", request("8"));

        assertThat(requests.abandons(REQUEST, SECOND.id(), List.of(other, SECOND))).isFalse();
    }

    private static JobRequest request(String tasks) {
        return new JobRequest(
                "sums", JobSettings.of(Map.of("tasks", tasks)), JobOptions.DEFAULT, null, "me", 0);
    }

    private static Job job(String digit, JobRequest request) {
        return Job.accepted(new JobId(digit.repeat(32)), request, null, Instant.EPOCH);
    }
}
