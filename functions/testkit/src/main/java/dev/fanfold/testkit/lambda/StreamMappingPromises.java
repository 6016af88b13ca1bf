package dev.fanfold.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.fanfold.lambda.Backoff;
import dev.fanfold.lambda.DiscardedEntries;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.InvocationRecords;
import dev.fanfold.lambda.StreamBatch;
import dev.fanfold.lambda.StreamEntry;
import dev.fanfold.lambda.StreamRules;
import dev.fanfold.lambda.StreamStep;
import dev.fanfold.testkit.Seeds;
import dev.fanfold.testkit.lambda.StreamScript.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The common behaviour of all implementations of a stream mapping.
///
/// For the same records, function and rules, they make the same deliveries and send the same
/// messages about discarded records.
public interface StreamMappingPromises {
    /// Lets the mapping deliver the records of the script, until each is processed or discarded.
    FeedResult feed(StreamScript script) throws Exception;

    /// What the mapping did with the records of a script.
    ///
    /// @param deliveries the names of the records of each delivery
    /// @param failureMessages the messages to the on-failure destination
    record FeedResult(List<String> deliveries, List<String> failureMessages) {}

    @Test
    default void aPoisonRecordIsSplitOutAndDiscardedAlone() throws Exception {
        FeedResult fed = feed(script(7, rules(true, true, 1), (batch, _) -> failsOn("d", batch)));

        assertThat(fed.deliveries())
                .containsExactly("abcdefg", "abc", "defg", "de", "d", "d", "e", "fg");
        assertThat(discarded(fed)).containsExactly("d-d RetryAttemptsExhausted 2 of 1");
    }

    @Test
    default void aBatchThatMayNotBeSplitIsDiscardedWhole() throws Exception {
        FeedResult fed = feed(script(3, rules(false, false, 2), (batch, _) -> failsOn("b", batch)));

        assertThat(fed.deliveries()).containsExactly("abc", "abc", "abc");
        assertThat(discarded(fed)).containsExactly("a-c RetryAttemptsExhausted 3 of 3");
    }

    @Test
    default void theLowestNameIsTheCheckpoint() throws Exception {
        FeedResult fed =
                feed(
                        script(
                                4,
                                rules(true, false, 1),
                                (_, before) ->
                                        before == 0 ? new Answer.Names("db") : new Answer.Done()));

        assertThat(fed.deliveries()).containsExactly("abcd", "bcd");
        assertThat(discarded(fed)).isEmpty();
    }

    @Test
    default void recordsThatAreTooOldAreNotDelivered() throws Exception {
        var rules = new StreamRules(true, true, 1, Optional.of(Duration.ofMinutes(1)), NO_PAUSES);

        FeedResult fed = feed(new StreamScript(3, AGE, rules, (_, _) -> new Answer.Done()));

        assertThat(fed.deliveries()).isEmpty();
        assertThat(discarded(fed)).containsExactly("a-c RecordAgeExceeded 0 of 3");
    }

    @Test
    default void randomScriptsArePlayedAsTheRulesSay() {
        Seeds.forSeeds(
                0,
                100,
                random -> {
                    StreamScript script = script(random);
                    FeedResult fed = feed(script);
                    FeedResult expected = expected(script);
                    assertThat(fed.deliveries()).as("%s", script).isEqualTo(expected.deliveries());
                    assertThat(discarded(fed)).as("%s", script).isEqualTo(discarded(expected));
                });
    }

    /// The age of a script's records. It is below the maximum age of most cases, an hour.
    Duration AGE = Duration.ofMinutes(10);

    Backoff NO_PAUSES = new Backoff(Duration.ZERO, Duration.ZERO);

    private static StreamRules rules(boolean partial, boolean bisect, int retries) {
        return new StreamRules(
                partial, bisect, retries, Optional.of(Duration.ofHours(1)), NO_PAUSES);
    }

    private static StreamScript script(
            int records, StreamRules rules, StreamScript.Answers answers) {
        return new StreamScript(records, AGE, rules, answers);
    }

    private static Answer failsOn(String name, String batch) {
        return batch.contains(name) ? new Answer.Fails() : new Answer.Done();
    }

    private static StreamScript script(RandomGenerator random) {
        long seed = random.nextLong();
        var rules = rules(random.nextBoolean(), random.nextBoolean(), random.nextInt(3));
        return script(
                1 + random.nextInt(9),
                rules,
                (batch, before) -> answer(batch, new SplittableRandom(seed + before)));
    }

    private static Answer answer(String batch, RandomGenerator random) {
        int from = random.nextInt(batch.length());
        return switch (random.nextInt(3)) {
            case 0 -> new Answer.Done();
            case 1 -> new Answer.Fails();
            default ->
                    new Answer.Names(
                            batch.substring(
                                    from, from + 1 + random.nextInt(batch.length() - from)));
        };
    }

    // The expected result: the rules applied in a loop, without a mapping.
    private static FeedResult expected(StreamScript script) {
        Instant now = Instant.EPOCH.plus(script.age());
        List<StreamEntry<String>> read =
                script.names().stream()
                        .map(name ->
                                new StreamEntry<>(StreamScript.number(name), Instant.EPOCH, name))
                        .toList();
        var fed = new FeedResult(new ArrayList<>(), new ArrayList<>());
        StreamStep<String> step = script.rules().begin(read, now);
        addDiscarded(fed, step);
        while (step.next().isPresent()) {
            StreamBatch<String> batch = step.next().get();
            String records = String.join("", batch.records());
            Answer answer = script.answers().answer(records, fed.deliveries().size());
            fed.deliveries().add(records);
            step = script.rules().after(batch, outcome(answer), now);
            addDiscarded(fed, step);
        }
        return fed;
    }

    private static void addDiscarded(FeedResult fed, StreamStep<String> step) {
        for (DiscardedEntries<String> one : step.discardedEntries()) {
            fed.failureMessages().add(InvocationRecords.json(one, "", "", "", Instant.EPOCH));
        }
    }

    private static InvocationOutcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> new InvocationOutcome.Returned(null);
            case Answer.Fails _ ->
                    new InvocationOutcome.Threw(new IllegalStateException("told to fail"));
            case Answer.Names(String named) ->
                    new InvocationOutcome.Returned(
                            new StreamsEventResponse(
                                    named.chars()
                                            .mapToObj(Character::toString)
                                            .map(StreamScript::number)
                                            .map(StreamsEventResponse.BatchItemFailure::new)
                                            .toList()));
        };
    }

    /// The messages about discarded records, each as `first-last condition deliveries of size`.
    private static List<String> discarded(FeedResult fed) {
        return fed.failureMessages().stream()
                .map(json ->
                        StreamScript.nameOf(text(json, "startSequenceNumber"))
                                + "-"
                                + StreamScript.nameOf(text(json, "endSequenceNumber"))
                                + " "
                                + text(json, "condition")
                                + " "
                                + text(json, "approximateInvokeCount")
                                + " of "
                                + text(json, "batchSize"))
                .toList();
    }

    private static String text(String json, String member) {
        Matcher found = Pattern.compile("\"" + member + "\":\"?(\\w+)").matcher(json);
        assertThat(found.find()).as(member + " in " + json).isTrue();
        return found.group(1);
    }
}
