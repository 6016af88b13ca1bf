package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.text;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The behaviour of DynamoDB's conditional writes.
public interface ConditionPromises extends Promises {
    private Table table(TableShape shape) {
        return new Table(services(), services().table(shape));
    }

    private Table jobs() {
        return table(TableShape.JOBS);
    }

    private static Map<String, AttributeValue> version(long version) {
        return with(key("job"), "version", number(version));
    }

    @Test
    default void anItemIsCreatedOnce() {
        Table jobs = jobs();
        jobs.putIfAbsent(version(1));

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> jobs.putIfAbsent(version(2)));

        assertThat(jobs.get(key("job"))).isEqualTo(version(1));
    }

    @Test
    default void anItemIsCreatedAgainWhenItWasDeleted() {
        Table jobs = jobs();
        jobs.putIfAbsent(version(1));
        jobs.delete(key("job"));

        jobs.putIfAbsent(version(2));

        assertThat(jobs.get(key("job"))).isEqualTo(version(2));
    }

    /// DynamoDB-Guide, "Condition expressions": the condition is evaluated on the item with the
    /// same primary key.
    @Test
    default void aConditionLooksAtTheItemWithTheWholeKey() {
        Table reports = table(TableShape.REPORTS);

        reports.putIfAbsent(key("p", "one"));
        reports.putIfAbsent(key("p", "two"));

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> reports.putIfAbsent(key("p", "two")));
    }

    @Test
    default void theExpectedVersionIsReplaced() {
        Table jobs = jobs();
        jobs.put(version(7));

        jobs.putIfVersion(version(8), 7);

        assertThat(jobs.get(key("job"))).isEqualTo(version(8));
    }

    @Test
    default void anotherVersionIsNotReplaced() {
        Table jobs = jobs();
        jobs.put(version(7));

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> jobs.putIfVersion(version(9), 8));

        assertThat(jobs.get(key("job"))).isEqualTo(version(7));
    }

    @Test
    default void anItemThatIsNotThereHasNoVersion() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> jobs.putIfVersion(version(1), 0));

        assertThat(jobs.get(key("job"))).isNull();
    }

    @Test
    default void anItemWithoutAVersionHasNone() {
        Table jobs = jobs();
        jobs.put(key("job"));

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> jobs.putIfVersion(version(1), 0));
    }

    @Test
    default void aVersionOfAnotherTypeIsAnotherVersion() {
        Table jobs = jobs();
        jobs.put(with(key("job"), "version", text("7")));

        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> jobs.putIfVersion(version(8), 7));
    }

    /// DynamoDB-API, PutItem, ReturnValuesOnConditionCheckFailure: ALL_OLD returns the stored item,
    /// which did not meet the condition.
    @Test
    default void aFailedConditionShowsTheItemWhenAskedTo() {
        Table jobs = jobs();
        jobs.put(version(7));

        var failed =
                RefusedCalls.assertRefused(
                        ConditionalCheckFailedException.class,
                        () ->
                                jobs.put(
                                        version(1),
                                        put ->
                                                put.conditionExpression("attribute_not_exists(pk)")
                                                        .returnValuesOnConditionCheckFailure(
                                                                ReturnValuesOnConditionCheckFailure
                                                                        .ALL_OLD)));

        assertThat(failed.item()).isEqualTo(version(7));
    }

    @Test
    default void aFailedConditionShowsNoItemUnlessAskedTo() {
        Table jobs = jobs();
        jobs.put(version(7));

        var failed =
                RefusedCalls.assertRefused(
                        ConditionalCheckFailedException.class, () -> jobs.putIfAbsent(version(1)));

        assertThat(failed.hasItem()).isFalse();
    }

    @Test
    default void ofWritersAtOnceThatKnowOneVersionOneWins() {
        Table jobs = jobs();
        jobs.put(version(0));

        List<Boolean> won = services().concurrently(writers(8, jobs));

        assertThat(Collections.frequency(won, true)).isEqualTo(1);
        assertThat(jobs.get(key("job")))
                .isEqualTo(with(version(1), "writer", number(won.indexOf(true))));
    }

    // Calls that replace version 0 of one item. A call returns whether it did.
    private static List<Callable<Boolean>> writers(int count, Table jobs) {
        return IntStream.range(0, count)
                .<Callable<Boolean>>mapToObj(i ->
                        () -> {
                            try {
                                jobs.putIfVersion(with(version(1), "writer", number(i)), 0);
                                return true;
                            } catch (ConditionalCheckFailedException e) {
                                return false;
                            }
                        })
                .toList();
    }

    @Test
    default void aConsistentReadSeesTheLastWrite() {
        Table jobs = jobs();

        for (long version = 1; version <= 20; version++) {
            jobs.put(version(version));
            assertThat(jobs.get(key("job"))).isEqualTo(version(version));
        }
    }
}
