package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The behaviour of DynamoDB's transactions: DynamoDB-API, TransactWriteItems.
public interface TransactionPromises extends Promises {
    private Table jobs() {
        return new Table(services(), services().table(TableShape.JOBS));
    }

    private static TransactWriteItem create(Table table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(table.name())
                                .item(item)
                                .conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private static List<TransactWriteItem> creations(Table table, int count) {
        return IntStream.range(0, count).mapToObj(i -> create(table, key("job" + i))).toList();
    }

    private void write(List<TransactWriteItem> actions) {
        services().dynamo().transactWriteItems(write -> write.transactItems(actions));
    }

    private void write(String token, TransactWriteItem action) {
        services()
                .dynamo()
                .transactWriteItems(write -> write.clientRequestToken(token).transactItems(action));
    }

    @Test
    default void aTransactionWritesAllItsItems() {
        Table jobs = jobs();

        write(creations(jobs, 3));

        assertThat(jobs.get(key("job0"))).isEqualTo(key("job0"));
        assertThat(jobs.get(key("job2"))).isEqualTo(key("job2"));
    }

    @Test
    default void aCancelledTransactionWritesNothingAndTellsWhyInOrder() {
        Table jobs = jobs();
        jobs.put(with(key("job1"), "version", number(7)));

        var cancelled =
                RefusedCalls.assertRefused(
                        TransactionCanceledException.class, () -> write(creations(jobs, 3)));

        assertThat(cancelled.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed", "None");
        assertThat(jobs.get(key("job0"))).isNull();
        assertThat(jobs.get(key("job1"))).isEqualTo(with(key("job1"), "version", number(7)));
        assertThat(jobs.get(key("job2"))).isNull();
    }

    @Test
    default void aTransactionOf100ActionsIsTaken() {
        Table jobs = jobs();

        write(creations(jobs, 100));

        assertThat(jobs.get(key("job99"))).isEqualTo(key("job99"));
    }

    @Test
    default void aTransactionOf101ActionsIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(400, "ValidationException", () -> write(creations(jobs, 101)));

        assertThat(jobs.get(key("job0"))).isNull();
    }

    /// The documentation lists this among the reasons for a cancellation, but the service is known
    /// to respond with a ValidationException. Both have status 400, so the case checks only the
    /// status.
    @Test
    default void aTransactionWithOneItemTwiceIsRefused() {
        Table jobs = jobs();
        TransactWriteItem action = create(jobs, key("job"));

        RefusedCalls.assertRefused(400, () -> write(List.of(action, action)));

        assertThat(jobs.get(key("job"))).isNull();
    }

    /// A client token makes the call idempotent for ten minutes. The last call shows that a call
    /// without the token is not.
    @Test
    default void aTransactionWithOneTokenIsDoneOnce() {
        Table jobs = jobs();
        String token = Services.fresh("t").substring(0, 36);

        write(token, create(jobs, key("job")));
        write(token, create(jobs, key("job")));

        RefusedCalls.assertRefused(
                TransactionCanceledException.class, () -> write(List.of(create(jobs, key("job")))));
    }

    @Test
    default void aTokenOfAnotherTransactionIsRefused() {
        Table jobs = jobs();
        String token = Services.fresh("t").substring(0, 36);
        write(token, create(jobs, key("job")));

        RefusedCalls.assertRefused(
                IdempotentParameterMismatchException.class,
                () -> write(token, create(jobs, key("another"))));
    }
}
