package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.port.Crew;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whose thread is whose.
@Timeout(30)
class DoingTest {
    private final ThreadCrew crew = new ThreadCrew(2, Duration.ofSeconds(20));

    @Test
    void aTaskAndTheThreadsThatItStartsKnowIt() {
        List<Callable<List<Optional<String>>>> tasks =
                List.of(new Crew.Named<>("one", this::seen), new Crew.Named<>("two", this::seen));

        assertThat(crew.run(tasks, terms()))
                .extracting(run -> ((Crew.Run.Returned<List<Optional<String>>>) run).value())
                .containsExactly(
                        List.of(Optional.of("one"), Optional.of("one")),
                        List.of(Optional.of("two"), Optional.of("two")));
        assertThat(Doing.current()).isEmpty();
    }

    @Test
    void aThreadThatOutlivesItsTaskWorksOnNothingThatIsKnown() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Optional<String>> late =
                new FutureTask<>(() -> {
                    over.await();
                    return Doing.current();
                });
        List<Callable<Boolean>> tasks =
                List.of(
                        new Crew.Named<>(
                                "one",
                                () -> {
                                    Thread.ofVirtual().start(late);
                                    return true;
                                }));

        crew.run(tasks, terms());
        over.countDown();

        assertThat(late.get()).isEmpty();
    }

    private List<Optional<String>> seen() throws Exception {
        FutureTask<Optional<String>> child = new FutureTask<>(Doing::current);
        Thread.ofPlatform().start(child);
        return List.of(Doing.current(), child.get());
    }

    private static Crew.Terms terms() {
        return new Crew.Terms(
                2, Duration.ofSeconds(20), () -> Duration.ofMinutes(2), Duration.ofSeconds(1));
    }
}
