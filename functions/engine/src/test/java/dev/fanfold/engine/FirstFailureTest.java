package dev.fanfold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// One call handles several jobs, and some of them throw.
class FirstFailureTest {
    private final FirstFailure failures = new FirstFailure();

    @Test
    void allRunAndTheFirstExceptionIsThrownWithTheOthers() {
        var first = new IllegalStateException("first");
        var second = new AssertionError("second");
        var ran = new ArrayList<String>();

        failures.run(() -> fail(first));
        failures.run(() -> fail(second));
        failures.run(() -> ran.add("third"));

        assertThat(ran).containsExactly("third");
        assertThatThrownBy(failures::rethrow).isSameAs(first).hasSuppressedException(second);
    }

    @Test
    void jobsThatThrowTheSameInstanceDoNotStopTheOthers() {
        var shared = new IllegalStateException("shared");
        var ran = new ArrayList<String>();

        failures.run(() -> fail(shared));
        failures.run(() -> fail(shared));
        failures.run(() -> ran.add("third"));

        assertThat(ran).containsExactly("third");
        assertThatThrownBy(failures::rethrow).isSameAs(shared).hasNoSuppressedExceptions();
    }

    @Test
    void anErrorOfTheEnvironmentIsThrownImmediately() {
        var outOfMemory = new OutOfMemoryError("heap");

        assertThatThrownBy(() -> failures.run(() -> fail(outOfMemory))).isSameAs(outOfMemory);
    }

    @Test
    void withoutFailuresNothingIsThrown() {
        failures.run(() -> {});

        assertThatCode(failures::rethrow).doesNotThrowAnyException();
    }

    private static void fail(RuntimeException exception) {
        throw exception;
    }

    private static void fail(Error error) {
        throw error;
    }
}
