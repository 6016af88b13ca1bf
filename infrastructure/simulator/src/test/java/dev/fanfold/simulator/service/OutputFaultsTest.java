package dev.fanfold.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Host;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Strand;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.testkit.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkException;

/// An output under the faults of S3, and of a worker that is killed at any call.
@Timeout(120)
class OutputFaultsTest {
    private static final String KEY = "outputs/j/0/7/token/a";
    private static final String BUCKET = "results";
    private static final int MIB = 1024 * 1024;
    private static final Set<Fault> FAULTS =
            EnumSet.of(Fault.S3_FAILS, Fault.S3_UNANSWERED, Fault.S3_OWN_WRITE);
    private static final byte[] BYTES = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[9 * MIB];
        new SplittableRandom(9).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aWriterThatSucceedsHasStoredTheFileAndOneThatFailsHasNotStoredAnother() {
        var seen = new EnumMap<Fault, Long>(Fault.class);
        int[] stored = new int[2];
        Seeds.forSeeds(
                1,
                150,
                random -> {
                    var run = new Run(random, FAULTS);
                    run.write(() -> {});

                    Optional<byte[]> object = run.object();
                    object.ifPresent(bytes -> assertThat(bytes).isEqualTo(BYTES));
                    if (run.fingerprint != null) {
                        assertThat(object).isPresent();
                        assertThat(run.read()).isEqualTo(BYTES);
                    }
                    stored[run.fingerprint == null ? 0 : 1]++;
                    run.faultPlan
                            .counts()
                            .forEach((fault, count) -> seen.merge(fault, count, Long::sum));
                });

        assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(FAULTS);
        assertThat(stored[0]).as("failed").isPositive();
        assertThat(stored[1]).as("succeeded").isPositive();
    }

    @Test
    void aWriterThatIsKilledLeavesNothingOrAnOpenUploadOrTheWholeFile() {
        for (int calls = 1; calls <= 5; calls++) {
            var run = new Run(new SplittableRandom(calls), Set.of());
            int limit = calls;
            run.write(() -> run.process().dieAfter(limit, () -> {}));

            // 1 begins, 2 and 3 send parts, 4 completes; the fifth call is not needed.
            List<Objects.OpenUpload> open = run.objects.openUploads(BUCKET);
            assertThat(open.isEmpty())
                    .as("killed at call %d", calls)
                    .isEqualTo(calls == 1 || calls == 5);
            assertThat(run.object().isPresent()).isEqualTo(calls == 5);
            assertThat(run.fingerprint != null).isEqualTo(calls == 5);
        }
    }

    @Test
    void withoutFaultsNoUploadStaysOpen() {
        var run = new Run(new SplittableRandom(1), Set.of());

        run.write(() -> {});

        assertThat(run.fingerprint).isNotNull();
        assertThat(run.objects.openUploads(BUCKET)).isEmpty();
    }

    /// One process that writes one output.
    private static final class Run {
        final Scheduler scheduler = new Scheduler(new Trace(false));
        final FaultPlan faultPlan;
        final Objects objects = new Objects();
        final OutputStore outputs;
        @Nullable Fingerprint fingerprint;
        private @Nullable Strand process;

        Run(RandomGenerator random, Set<Fault> faults) {
            faultPlan = new FaultPlan(faults, random, _ -> {});
            objects.create(BUCKET, false);
            var s3 = new SimulatedS3(new Network(scheduler, faultPlan, random), objects);
            var settings = new Settings(Map.of("FANFOLD_RESULTS_BUCKET", BUCKET));
            outputs = AwsPorts.outputs(settings, () -> s3);
        }

        Strand process() {
            return java.util.Objects.requireNonNull(process);
        }

        void write(Runnable first) {
            process =
                    scheduler.start(
                            Host.named("worker"),
                            () -> {
                                first.run();
                                writeAll();
                            });
            while (scheduler.step()) {
                // until the process has ended
            }
            scheduler.close();
        }

        private void writeAll() {
            try (OutputWriter out = outputs.create(KEY)) {
                out.write(BYTES);
                fingerprint = out.complete();
            } catch (SdkException failed) {
                fingerprint = null;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Optional<byte[]> object() {
            return objects.latest(BUCKET, KEY).map(Objects.Stored::bytes);
        }

        byte[] read() throws IOException {
            try (InputStream in =
                    outputs.open(KEY, java.util.Objects.requireNonNull(fingerprint))) {
                return in.readAllBytes();
            }
        }
    }
}
