package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Jobs of several rounds on ports in memory.
abstract class RoundJobs {
    static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    final Rounds rounds = new Rounds();
    final InMemoryApplication application = new InMemoryApplication(rounds);

    JobId submitted(int count, String tolerate) {
        return submitted(Rounds.request(count, tolerate, 1_000));
    }

    JobId submitted(JobRequest request) {
        return application.dispatcher.submit(request).job().id();
    }

    /// A job of three rounds, just moved to this round.
    JobId inRound(int round) {
        JobId id = submitted(3, "0");
        toRound(id, round);
        return id;
    }

    void toRound(JobId id, int round) {
        while (application.job(id).round().number() < round) {
            application.dispatch();
            application.work();
            application.fold();
        }
    }

    /// A job of three rounds whose round 0 is folded and not finished.
    JobId folded() {
        JobId id = submitted(3, "0");
        application.dispatch();
        application.work();
        application.fold();
        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
        return id;
    }

    static WorkMessage.Finish finish(JobId id, int round) {
        return new WorkMessage.Finish(id, round, 0, 1, 0);
    }

    static List<ReceivedMessage<WorkMessage>> received(WorkMessage message) {
        return List.of(new ReceivedMessage<>("m", message, 1));
    }

    void pass(Duration time) {
        application.clock.pass(time);
    }

    /// The error of a job that has one.
    Reason error(JobId id) {
        return Objects.requireNonNull(application.job(id).error());
    }
}
