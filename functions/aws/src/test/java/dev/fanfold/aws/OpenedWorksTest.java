package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.engine.port.Works;
import dev.fanfold.testkit.TwoHalves;
import dev.fanfold.testkit.WorksContract;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Works that many tasks request concurrently.
@Timeout(60)
class OpenedWorksTest implements WorksContract {
    private static final int TASKS = 64;
    private static final int ROUNDS = 200;
    private final OpenedWorks works = new OpenedWorks(Resources.of(Map.of()));

    @Override
    public Works works() {
        return works;
    }

    @Test
    void tasksAtOnceOpenItOnceAndAllGetIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var workload = new TwoHalves("w" + round, (_, _) -> Thread.onSpinWait(), () -> {});

            List<FutureTask<Work<Long>>> got = atOnce(() -> works.get(workload));

            Work<Long> first = got.getFirst().get();
            for (FutureTask<Work<Long>> one : got) {
                assertThat(one.get()).isSameAs(first);
            }
            assertThat(workload.openings).hasValue(1);
        }
    }

    @Test
    void tasksAtOnceMeetOneFailure() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var workload =
                    new TwoHalves((_, _) -> {
                        throw new IOException("no route");
                    });
            works.beginInvocation();

            for (FutureTask<Work<Long>> one : atOnce(() -> works.get(workload))) {
                assertThatThrownBy(one::get).hasCauseInstanceOf(OpeningFailedException.class);
            }
            assertThat(workload.openings).hasValue(1);
        }
    }

    @Test
    void aTaskThatWaitsForAnOpeningCanBeStoppedAndTheOthersGoOn() throws Exception {
        var opening = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var workload =
                new TwoHalves((_, _) -> {
                    opening.countDown();
                    mayEnd.await();
                });
        var opener = new FutureTask<>(() -> works.get(workload));
        var waiter = new FutureTask<>(() -> works.get(workload));
        Thread.ofVirtual().start(opener);
        assertThat(opening.await(30, TimeUnit.SECONDS)).isTrue();
        Thread waiting = Thread.ofVirtual().start(waiter);
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        waiting.interrupt();

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(InterruptedException.class);
        mayEnd.countDown();
        assertThat(opener.get()).isNotNull();
        assertThat(works.get(workload)).isSameAs(opener.get());
        assertThat(workload.openings).hasValue(1);
    }

    @Test
    void anOpeningThatIsStoppedFailsAndTheNextInvocationOpensAgain() throws Exception {
        var opening = new CountDownLatch(1);
        var workload =
                new TwoHalves((time, _) -> {
                    if (time == 1) {
                        opening.countDown();
                        new CountDownLatch(1).await();
                    }
                });
        var stopped = new FutureTask<>(() -> works.get(workload));
        Thread thread = Thread.ofVirtual().start(stopped);
        assertThat(opening.await(30, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThatThrownBy(stopped::get).hasCauseInstanceOf(OpeningFailedException.class);
        works.beginInvocation();
        assertThat(works.get(workload)).isNotNull();
    }

    @Test
    void allAreClosedOnceAlsoWhenSomeThrow() throws Exception {
        var broken =
                new TwoHalves(
                        "a",
                        (_, _) -> {},
                        () -> {
                            throw new IllegalStateException("socket");
                        });
        var lacking =
                new TwoHalves(
                        "b",
                        (_, _) -> {},
                        () -> {
                            throw new NoClassDefFoundError("com/acme/Socket");
                        });
        var sound = new TwoHalves("c", (_, _) -> {}, () -> {});
        var failed =
                new TwoHalves(
                        "d",
                        (_, _) -> {
                            throw new IOException("no route");
                        },
                        () -> {});
        works.get(broken);
        works.get(lacking);
        works.get(sound);
        assertThatThrownBy(() -> works.get(failed)).isInstanceOf(OpeningFailedException.class);

        assertThatThrownBy(works::close)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
        works.close();

        assertThat(List.of(broken, lacking, sound, failed))
                .extracting(one -> one.closings.get())
                .containsExactly(1, 1, 1, 0);
    }

    @Test
    void worksOfAPoolHaveDirectoriesOfTheirOwnThatOutliveAnInvocation(@TempDir Path temporary)
            throws Exception {
        var settings = new Settings(Map.of("TMPDIR", temporary.toString()));
        DirectoryScratch scratch = DirectoryScratch.of(settings);
        var directories = new ArrayList<Path>();
        TwoHalves.Opening opening =
                (_, resources) -> {
                    Path directory = resources.scratch();
                    assertThat(directory).isEmptyDirectory();
                    directories.add(Files.writeString(directory.resolve("model"), "7"));
                };
        Function<String, Resources> resources =
                PoolResources.of(settings, scratch, new SdkClients(settings));
        try (var pool = new OpenedWorks(resources)) {
            pool.get(new TwoHalves("one", opening, () -> {}));
            pool.get(new TwoHalves("other", opening, () -> {}));
            scratch.wipe();

            assertThat(directories)
                    .doesNotHaveDuplicates()
                    .allSatisfy(file -> assertThat(file).hasContent("7"));
        }
    }

    private static <T> List<FutureTask<T>> atOnce(Callable<T> call) {
        var barrier = new CyclicBarrier(TASKS);
        var tasks = new ArrayList<FutureTask<T>>();
        for (int task = 0; task < TASKS; task++) {
            tasks.add(
                    new FutureTask<>(() -> {
                        barrier.await();
                        return call.call();
                    }));
        }
        tasks.forEach(task -> Thread.ofVirtual().start(task));
        return tasks;
    }
}
