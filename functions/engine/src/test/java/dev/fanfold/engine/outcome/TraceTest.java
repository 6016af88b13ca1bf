package dev.fanfold.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Traces of any throwable: bounded, and complete where it matters.
class TraceTest {
    static final String ODD = "aß€😀\"\\\n\r\t\u0000\u001b[2J\u009b\u2028\ud800\udc00\udfff";

    @Test
    void aTraceReadsAsJavaPrintsIt() {
        var cause =
                thrown(
                        new IOException("disk on fire"),
                        frame("Disk", "read", 7),
                        frame("Foo", "work", 12),
                        frame("Main", "run", 3));
        var top =
                thrown(
                        new IllegalStateException("no prices", cause),
                        frame("Foo", "work", 14),
                        frame("Main", "run", 3));

        assertThat(Trace.of(top).text())
                .isEqualTo(
                        """
                        java.lang.IllegalStateException: no prices
                        \tat com.acme.Foo.work(Foo.java:14)
                        \tat com.acme.Main.run(Main.java:3)
                        Caused by: java.io.IOException: disk on fire
                        \tat com.acme.Disk.read(Disk.java:7)
                        \tat com.acme.Foo.work(Foo.java:12)
                        \t... 1 more\
                        """);
        assertThat(Trace.of(top).at()).isEqualTo("com.acme.Foo.work(Foo.java:14)");
        assertThat(Trace.of(top).headline())
                .isEqualTo("java.lang.IllegalStateException: no prices");
    }

    @Test
    void withoutMessagesOnlyClassesAndFramesAreLeft() {
        var top =
                thrown(
                        new IllegalStateException("s3cr3t", new IOException("s3cr3t")),
                        frame("Foo", "work", 14));

        assertThat(Trace.withoutMessages(top).text())
                .startsWith(
                        "java.lang.IllegalStateException\n\tat com.acme.Foo.work(Foo.java:14)\nCaused by: java.io.IOException\n")
                .doesNotContain("s3cr3t");
        assertThat(Trace.withoutMessages(top).hash()).isEqualTo(Trace.of(top).hash());
    }

    @Test
    void thirtyFramesAreShownAndTheOthersCounted() {
        assertThat(Trace.of(deep(30)).text().lines())
                .hasSize(31)
                .noneMatch(line -> line.endsWith("more"));
        assertThat(Trace.of(deep(31)).text().lines()).hasSize(32).last().isEqualTo("\t... 1 more");
        assertThat(Trace.of(deep(1_024)).text().lines())
                .hasSize(32)
                .last()
                .isEqualTo("\t... 994 more");
    }

    @Test
    void anyTraceIsBoundedWellFormedAndNamesEveryCause() {
        for (long seed = 1; seed <= 3_000; seed++) {
            var random = new Random(seed);
            List<Throwable> chain = chain(random);

            Trace trace = Trace.of(chain.getFirst());

            assertThat(trace.text().getBytes(StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(Trace.MAX_BYTES);
            assertThat(isWellFormed(trace.text())).as("seed %d", seed).isTrue();
            assertThat(trace.at()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Trace.MAX_AT_CHARS);
            assertThat(trace.text().lines().filter(line -> !line.startsWith("\t")))
                    .hasSize(Math.min(10, chain.size()));
            assertThat(trace.text())
                    .as("seed %d", seed)
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]");
        }
    }

    @Test
    void aLongMessageLeavesRoomForFramesAndCauses() {
        String message = "😀".repeat(1 << 20);
        var root = thrown(new IOException(message), frames(40));
        var top = thrown(new IllegalStateException(message, root), frames(41));

        String text = Trace.of(top).text();

        assertThat(text.lines().filter(line -> line.startsWith("\tat "))).hasSizeGreaterThan(10);
        assertThat(text).contains("\nCaused by: java.io.IOException: 😀");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Trace.MAX_BYTES);
    }

    @Test
    void chainsThatRunInACircleOrHaveNoEndEnd() {
        var one = new IllegalStateException("one");
        var two = new IOException("two", one);
        one.initCause(two);

        assertThat(Trace.of(one).text()).contains("one", "two");
        assertThat(Trace.of(new Endless(0)).text()).contains("endless 0");
    }

    @Test
    void aThrowableWhoseOwnCodeThrowsIsNamedByItsClass() {
        assertThat(Trace.of(new Hostile()).text())
                .startsWith(Hostile.class.getName() + ": (its message cannot be read");
        assertThat(Trace.summary(new Hostile()))
                .startsWith(Hostile.class.getName())
                .contains("UnsupportedOperationException");
        assertThat(Trace.summary(new IOException("x"))).isEqualTo("java.io.IOException: x");
    }

    @Test
    void framesBelowTheEnginesCallOfTheWorkloadAreOmitted() {
        var task =
                thrown(
                        new IllegalStateException("a"),
                        new StackTraceElement(
                                "dev.fanfold.aws.DirectoryScratch", "directory", "D.java", 9),
                        new StackTraceElement(
                                "dev.fanfold.engine.TaskRuns",
                                "lambda$task$0",
                                "TaskRuns.java",
                                90),
                        frame("Foo", "work", 12),
                        new StackTraceElement(
                                "dev.fanfold.engine.TaskRuns", "lambda$run$0", "TaskRuns.java", 50),
                        new StackTraceElement(
                                "dev.fanfold.engine.port.TaskExecutor$NamedCall",
                                "call",
                                "TaskExecutor.java",
                                29),
                        new StackTraceElement(
                                "dev.fanfold.aws.ThreadTaskExecutor$Attempt",
                                "run",
                                "ThreadTaskExecutor.java",
                                150));

        assertThat(Trace.of(task).text()).endsWith("\tat com.acme.Foo.work(Foo.java:12)");
    }

    @Test
    void aCallOfTheWorkloadBackIntoTheEngineIsShown() {
        var plan =
                thrown(
                        new IllegalStateException("a"),
                        jdk("Optional", "orElseThrow"),
                        engine("PlanMaker", "folded"),
                        engine("PlanMaker", "lambda$planning$0"),
                        frame("Foo", "plan", 12),
                        engine("PlanMaker", "lambda$make$0"),
                        jdk("ArrayList", "forEach"),
                        engine("PlanMaker", "noting"),
                        frame("Handler", "handle", 3));

        assertThat(Trace.of(plan).text().lines().map(String::strip))
                .containsExactly(
                        "java.lang.IllegalStateException: a",
                        "at java.util.Optional.orElseThrow(Optional.java:1)",
                        "at dev.fanfold.engine.PlanMaker.folded(PlanMaker.java:1)",
                        "at dev.fanfold.engine.PlanMaker.lambda$planning$0(PlanMaker.java:1)",
                        "at com.acme.Foo.plan(Foo.java:12)");
        assertThat(Trace.of(plan).at())
                .isEqualTo("dev.fanfold.engine.PlanMaker.folded(PlanMaker.java:1)");
    }

    @Test
    void framesBelowAnExecutorOnTheEnginesThreadAreOmitted() {
        var task =
                thrown(
                        new IllegalStateException("a"),
                        frame("Foo", "work", 12),
                        engine("TaskRuns", "lambda$calls$0"),
                        engine("port.TaskExecutor$NamedCall", "call"),
                        frame("Executor", "run", 3),
                        engine("TaskRuns", "run"));

        assertThat(Trace.of(task).text()).endsWith(": a\n\tat com.acme.Foo.work(Foo.java:12)");
    }

    @Test
    void anExceptionOfTheEngineItselfKeepsItsFrames() {
        var own =
                thrown(
                        new NullPointerException(),
                        jdk("Objects", "requireNonNull"),
                        engine("Keeper", "keep"),
                        frame("Handler", "handle", 3));

        assertThat(Trace.of(own).at()).isEqualTo("dev.fanfold.engine.Keeper.keep(Keeper.java:1)");
        assertThat(Trace.of(own).text()).endsWith("com.acme.Handler.handle(Handler.java:3)");
    }

    @Test
    void aTraceWithoutFramesIsATrace() {
        var bare = thrown(new IllegalStateException("fast"));

        assertThat(Trace.of(bare).text()).isEqualTo("java.lang.IllegalStateException: fast");
        assertThat(Trace.of(bare).at()).isEmpty();
    }

    @Test
    void theFrameToLookAtIsTheFirstOutsideOfTheJdk() {
        var npe =
                thrown(
                        new NullPointerException(),
                        new StackTraceElement(
                                "java.util.Objects", "requireNonNull", "Objects.java", 233),
                        frame("Foo", "work", 12));

        assertThat(Trace.of(npe).at()).isEqualTo("com.acme.Foo.work(Foo.java:12)");
    }

    private static List<Throwable> chain(Random random) {
        var chain = new ArrayList<Throwable>();
        for (int i = random.nextInt(1, 15); i > 0; i--) {
            Throwable cause = chain.isEmpty() ? null : chain.getFirst();
            String message = ODD.repeat(random.nextInt(60));
            Throwable next =
                    random.nextBoolean()
                            ? new IOException(message, cause)
                            : new AssertionError(message, cause);
            chain.addFirst(thrown(next, frames(random.nextInt(60), random.nextInt(200))));
        }
        return chain;
    }

    static boolean isWellFormed(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Throwable deep(int frames) {
        return thrown(new IllegalStateException(), frames(frames));
    }

    static <T extends Throwable> T thrown(T throwable, StackTraceElement... frames) {
        throwable.setStackTrace(frames);
        return throwable;
    }

    private static StackTraceElement[] frames(int count) {
        return frames(count, 0);
    }

    private static StackTraceElement[] frames(int count, int padding) {
        return IntStream.range(0, count)
                .mapToObj(i -> frame("Foo" + "ö".repeat(padding), "m", i + 1))
                .toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement engine(String type, String method) {
        return new StackTraceElement("dev.fanfold.engine." + type, method, type + ".java", 1);
    }

    private static StackTraceElement jdk(String type, String method) {
        return new StackTraceElement("java.util." + type, method, type + ".java", 1);
    }

    static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement("com.acme." + type, method, type + ".java", line);
    }

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int depth;

        Endless(int depth) {
            super("endless " + depth);
            this.depth = depth;
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless(depth + 1);
        }
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
        }
    }
}
