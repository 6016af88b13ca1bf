package dev.fanfold.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.lambda.QueueRules;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The common behaviour of all implementations of a queue mapping, for the same messages, function
/// and rules.
public interface QueueMappingPromises {
    /// Lets the mapping deliver the messages of the script, until the queue is empty. If the
    /// mapping leaves messages in the queue, this method does not return.
    ///
    /// @return the function of the script
    QueueScript.Recorder feed(QueueScript script) throws Exception;

    @Test
    default void onlyTheNamedMessageComesBack() throws Exception {
        QueueScript.Recorder fed = feed(script(3, true, "b"));

        assertThat(fed.deliveries()).containsExactly("abc", "b");
    }

    @Test
    default void allComeBackIfTheFunctionThrowsOrNamesAnUnknownMessage() throws Exception {
        for (String failing : new String[] {QueueScript.THROWS, "a" + QueueScript.UNKNOWN}) {
            QueueScript.Recorder fed = feed(script(2, true, failing));

            assertThat(fed.deliveries()).as(failing).containsExactly("ab", "ab");
        }
    }

    @Test
    default void anAnswerIsIgnoredUnlessItWasDeclared() throws Exception {
        QueueScript.Recorder fed = feed(script(2, false, "a"));

        assertThat(fed.deliveries()).containsExactly("ab");
    }

    @Test
    default void noEventHoldsMoreThanABatch() throws Exception {
        var rules = new QueueRules(3, Duration.ZERO, 1, true);

        QueueScript.Recorder fed = feed(new QueueScript(7, rules, (_, _) -> ""));

        assertThat(fed.deliveries())
                .allSatisfy(names -> assertThat(names).hasSizeBetween(1, 3))
                .extracting(String::length)
                .containsExactly(3, 3, 1);
        assertThat(fed.deliveries().stream().sorted().collect(Collectors.joining()).chars())
                .as("each message once")
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    @Test
    default void theConcurrencyIsReachedAndNeverPassed() throws Exception {
        var rules = new QueueRules(1, Duration.ZERO, 3, true);

        QueueScript.Recorder fed = feed(new QueueScript(6, rules, (_, _) -> ""));

        assertThat(fed.deliveries()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
        assertThat(fed.maxConcurrency()).isEqualTo(3);
    }

    // A script whose function returns `failing` for the first delivery, and fails no later one.
    private static QueueScript script(int messages, boolean partial, String failing) {
        return new QueueScript(
                messages,
                new QueueRules(10, Duration.ZERO, 1, partial),
                (_, before) -> before == 0 ? failing : "");
    }
}
