package dev.fanfold.engine.outcome;

import static dev.fanfold.engine.outcome.TraceTest.frame;
import static dev.fanfold.engine.outcome.TraceTest.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The hash of a trace: the same for the same defect, in every run.
class TraceHashTest {
    @Test
    void theHashIsOfClassesAndFramesAndNotOfMessages() {
        String hash = Trace.of(at("a", 12)).hash();

        assertThat(Trace.of(at("b", 12)).hash()).isEqualTo(hash).hasSize(16);
        assertThat(Trace.of(at("a", 13)).hash()).isNotEqualTo(hash);
        assertThat(Trace.of(thrown(new IOException("a"), frame("Foo", "work", 12))).hash())
                .isNotEqualTo(hash);
        assertThat(Trace.of(new IllegalStateException("a", at("a", 12))).hash()).isNotEqualTo(hash);
    }

    @Test
    void aRecursionHasOneHashHoweverDeepItWas() {
        assertThat(Trace.of(recursion(200)).hash()).isEqualTo(Trace.of(recursion(900)).hash());
    }

    @Test
    void framesOfGeneratedClassesAreLeftOut() {
        var plain = Trace.of(at("a", 12));
        var generated =
                Trace.of(
                        thrown(
                                new IllegalStateException("a"),
                                frame("Foo", "work", 12),
                                new StackTraceElement("jdk.proxy2.$Proxy17", "work", null, -1),
                                new StackTraceElement(
                                        "jdk.internal.reflect.DirectMethodHandleAccessor",
                                        "invoke",
                                        "D.java",
                                        103),
                                new StackTraceElement(
                                        "java.lang.invoke.LambdaForm$MH/0x0000000123",
                                        "invoke",
                                        null,
                                        -1),
                                new StackTraceElement(
                                        "com.acme.Foo$$Lambda/0x00000004", "run", null, -1),
                                new StackTraceElement(
                                        "com.acme.Foo$$SpringCGLIB$$0",
                                        "work",
                                        "<generated>",
                                        -1)));

        assertThat(generated).isEqualTo(plain);
    }

    @Test
    void aRealProxyAndARealLambdaGiveTheSameHashEachTime() {
        var hashes =
                IntStream.range(0, 50)
                        .mapToObj(_ -> Trace.of(throughProxyAndLambda()).hash())
                        .distinct();

        assertThat(hashes).hasSize(1);
    }

    private static Throwable at(String message, int line) {
        return thrown(new IllegalStateException(message), frame("Foo", "work", line));
    }

    private static Throwable recursion(int depth) {
        return thrown(
                new StackOverflowError(),
                IntStream.range(0, depth)
                        .mapToObj(i -> frame("Tree", i % 2 == 0 ? "left" : "right", 5))
                        .toArray(StackTraceElement[]::new));
    }

    private static Throwable throughProxyAndLambda() {
        InvocationHandler handler =
                (_, _, _) -> {
                    throw new IllegalStateException("in a proxy");
                };
        var proxy =
                (Runnable)
                        Proxy.newProxyInstance(
                                TraceHashTest.class.getClassLoader(),
                                new Class<?>[] {Runnable.class},
                                handler);
        try {
            List.of(proxy).forEach(Runnable::run);
            throw new AssertionError("it returned");
        } catch (IllegalStateException e) {
            return e;
        }
    }
}
