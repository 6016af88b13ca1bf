package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Inverts a case for which the target declares a difference.
///
/// The case then passes only if the target differs in the declared way.
final class DifferenceExtension implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        String name = method.getExecutable().getName();
        Optional<Difference> declared =
                ((Promises) context.getRequiredTestInstance())
                        .services().differences().stream()
                                .filter(difference -> difference.promise().equals(name))
                                .findFirst();
        if (declared.isEmpty()) {
            invocation.proceed();
            return;
        }
        Throwable seen = catchThrowable(invocation::proceed);
        assertThat(seen)
                .as("%s: this promise is kept now, remove it from the differences", declared.get())
                .isNotNull();
        assertThat(seen)
                .as("%s: it differs in another way", declared.get())
                .message()
                .containsPattern(declared.get().sign());
    }
}
