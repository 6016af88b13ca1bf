package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tests that every [Works] must pass.
public interface WorksContract {
    /// The instance under test. All calls in one test return the same instance.
    Works works();

    @Test
    default void aWorkIsOpenedAtItsFirstUseAndStaysOpen() throws Exception {
        var one = new TwoHalves("one", (_, _) -> {}, () -> {});
        var other = new TwoHalves("other", (_, _) -> {}, () -> {});

        works().beginInvocation();
        Work<Long> first = works().get(one);
        works().beginInvocation();

        assertThat(works().get(one)).isSameAs(first);
        assertThat(works().get(other)).isNotSameAs(first);
        assertThat(List.of(one.openings.get(), other.openings.get())).containsExactly(1, 1);
    }

    @Test
    default void aFailureToOpenLastsForTheInvocationAndTheNextOneOpensAgain() throws Exception {
        var cause = new IOException("no route");
        var workload =
                new TwoHalves((number, _) -> {
                    if (number == 1) {
                        throw cause;
                    }
                });

        works().beginInvocation();
        for (int task = 0; task < 3; task++) {
            assertThatThrownBy(() -> works().get(workload))
                    .isInstanceOf(OpeningFailedException.class)
                    .hasMessage("two-halves cannot be opened: java.io.IOException: no route")
                    .hasCause(cause);
        }
        assertThat(workload.openings).hasValue(1);

        works().beginInvocation();
        assertThat(works().get(workload)).isSameAs(works().get(workload));
        assertThat(workload.openings).hasValue(2);
    }

    @Test
    default void anErrorOrNullFromOpenIsAFailureToOpen() {
        var lackingAClass =
                new TwoHalves((_, _) -> {
                    throw new NoClassDefFoundError("com/acme/Decoder");
                });
        var returningNull =
                new TwoHalves((_, _) -> {}) {
                    @Override
                    @SuppressWarnings("NullAway") // workloads may be compiled without a checker
                    public Work<Long> open(Resources resources) {
                        return null;
                    }
                };

        assertThatThrownBy(() -> works().get(lackingAClass))
                .isInstanceOf(OpeningFailedException.class)
                .hasMessageContaining("com/acme/Decoder");
        works().beginInvocation();
        assertThatThrownBy(() -> works().get(returningNull))
                .isInstanceOf(OpeningFailedException.class)
                .hasMessageContaining("open returned null");
    }

    @Test
    default void anErrorOfTheVirtualMachineIsNoFailureOfTheWorkload() throws Exception {
        var outOfMemory = new OutOfMemoryError("Java heap space");
        var workload =
                new TwoHalves((number, _) -> {
                    if (number == 1) {
                        throw outOfMemory;
                    }
                });

        assertThat(catchThrowable(() -> works().get(workload))).isSameAs(outOfMemory);
        assertThat(works().get(workload)).isNotNull();
    }
}
