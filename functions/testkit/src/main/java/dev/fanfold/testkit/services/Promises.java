package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Test cases that every target passes, except for its declared differences.
@ExtendWith(DifferenceExtension.class)
public interface Promises {
    Services services();

    @Test
    default void everyDeclaredDifferenceNamesACaseHere() {
        assertThat(Arrays.stream(getClass().getMethods()).map(Method::getName))
                .containsAll(services().differences().stream().map(Difference::promise).toList());
    }
}
