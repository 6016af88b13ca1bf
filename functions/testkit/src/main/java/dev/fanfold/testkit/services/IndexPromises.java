package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.text;
import static dev.fanfold.testkit.services.Table.texts;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The behaviour of DynamoDB's global indexes that contain keys only, and only of the items that
/// have both keys of the index.
///
/// They are eventually consistent, so a case waits until a query returns what it expects.
public interface IndexPromises extends Promises {
    private Table jobs() {
        return new Table(services(), services().table(TableShape.JOBS));
    }

    private static Map<String, AttributeValue> open(String pk, long due) {
        return with(with(key(pk), "openJobs", text("open")), "due", number(due));
    }

    private static Map<String, AttributeValue> owned(String pk, long createdAt) {
        return with(with(key(pk), "owner", text("o")), "createdAt", number(createdAt));
    }

    // The open jobs that are due from `from` to `to`.
    private static QueryResponse due(Table jobs, long from, long to) {
        return jobs.query(query ->
                query.indexName("open-by-due")
                        .keyConditionExpression("openJobs = :open AND due BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(
                                        ":open", text("open"),
                                        ":from", number(from),
                                        ":to", number(to)))
                        .limit(1_000));
    }

    // The jobs of one owner, newest first.
    private static QueryResponse owner(Table jobs, Consumer<QueryRequest.Builder> more) {
        return jobs.query(query ->
                more.accept(
                        query.indexName("by-owner")
                                .keyConditionExpression("#owner = :owner")
                                .expressionAttributeNames(Map.of("#owner", "owner"))
                                .expressionAttributeValues(Map.of(":owner", text("o")))
                                .scanIndexForward(false)));
    }

    // Waits until these are the keys of all open jobs, ordered by the time at which they are due.
    private void awaitDue(Table jobs, String... keys) {
        services()
                .until(
                        "due: " + List.of(keys),
                        () ->
                                Optional.of(texts(due(jobs, -100, 100), "pk"))
                                        .filter(List.of(keys)::equals));
    }

    @Test
    default void anIndexHoldsOnlyItemsWithBothItsKeys() {
        Table jobs = jobs();
        jobs.put(key("neither"));
        jobs.put(with(key("hash only"), "openJobs", text("open")));
        jobs.put(with(key("range only"), "due", number(1)));
        jobs.put(open("both", 2));

        awaitDue(jobs, "both");
    }

    @Test
    default void anItemLeavesTheIndexWithItsKeys() {
        Table jobs = jobs();
        jobs.put(open("a", 1));
        jobs.put(open("b", 2));
        awaitDue(jobs, "a", "b");

        jobs.put(key("a"));

        awaitDue(jobs, "b");
    }

    @Test
    default void aDeletedItemLeavesTheIndex() {
        Table jobs = jobs();
        jobs.put(open("a", 1));
        awaitDue(jobs, "a");

        jobs.delete(key("a"));

        awaitDue(jobs);
    }

    @Test
    default void anItemMovesInTheIndexWithItsKeys() {
        Table jobs = jobs();
        jobs.put(open("a", 1));
        jobs.put(open("b", 2));
        awaitDue(jobs, "a", "b");

        jobs.put(open("a", 3));

        awaitDue(jobs, "b", "a");
    }

    @Test
    default void anIndexOfKeysHoldsNothingElse() {
        Table jobs = jobs();
        jobs.put(with(with(open("a", 1), "version", number(9)), "owner", text("o")));
        awaitDue(jobs, "a");

        assertThat(due(jobs, 0, 9).items()).containsExactly(open("a", 1));
    }

    @Test
    default void aRangeHoldsBothItsEnds() {
        Table jobs = jobs();
        for (long due = 1; due <= 5; due++) {
            jobs.put(open("due" + due, due));
        }
        awaitDue(jobs, "due1", "due2", "due3", "due4", "due5");

        assertThat(texts(due(jobs, 2, 4), "pk")).containsExactly("due2", "due3", "due4");
        assertThat(texts(due(jobs, 3, 3), "pk")).containsExactly("due3");
    }

    /// DynamoDB-Guide, "Key condition expressions": a BETWEEN b AND c is a >= b and a <= c. The
    /// service rejects an upper bound below the lower one.
    @Test
    default void aRangeThatEndsBeforeItStartsIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(400, "ValidationException", () -> due(jobs, 4, 3));
    }

    @Test
    default void numbersAreOrderedAsNumbers() {
        Table jobs = jobs();
        for (long due : new long[] {10, 9, -1, 100, 0, -20}) {
            jobs.put(open("due" + due, due));
        }

        awaitDue(jobs, "due-20", "due-1", "due0", "due9", "due10", "due100");
    }

    @Test
    default void pagesOfEqualSortKeysHoldEachItemOnce() {
        Table jobs = jobs();
        for (int i = 0; i < 7; i++) {
            jobs.put(owned("job" + i, i / 3));
        }
        services()
                .until(
                        "7 jobs",
                        () -> Optional.of(owner(jobs, q -> {}).count()).filter(n -> n == 7));

        List<String> found = new ArrayList<>();
        QueryResponse page = owner(jobs, query -> query.limit(2));
        found.addAll(texts(page, "pk"));
        while (page.hasLastEvaluatedKey()) {
            Map<String, AttributeValue> last = page.lastEvaluatedKey();
            page = owner(jobs, query -> query.limit(2).exclusiveStartKey(last));
            found.addAll(texts(page, "pk"));
        }

        assertThat(found)
                .containsExactlyInAnyOrder("job0", "job1", "job2", "job3", "job4", "job5", "job6");
        assertThat(found.getFirst()).isEqualTo("job6");
        assertThat(found.subList(4, 7)).containsExactlyInAnyOrder("job0", "job1", "job2");
    }

    @Test
    default void theNextPageOfAnIndexStartsAtTheKeysOfIndexAndTable() {
        Table jobs = jobs();
        jobs.put(with(owned("a", 1), "version", number(1)));
        jobs.put(with(owned("b", 2), "version", number(1)));

        QueryResponse page =
                services()
                        .until(
                                "2 jobs",
                                () ->
                                        Optional.of(owner(jobs, query -> query.limit(1)))
                                                .filter(it ->
                                                        texts(it, "pk").equals(List.of("b"))));

        assertThat(page.lastEvaluatedKey()).isEqualTo(owned("b", 2));
    }

    /// DynamoDB-Guide, "Reserved words in DynamoDB".
    @Test
    default void aReservedWordIsRefusedWithoutAnAlias() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400,
                "ValidationException",
                () ->
                        jobs.query(query ->
                                query.indexName("by-owner")
                                        .keyConditionExpression("owner = :owner")
                                        .expressionAttributeValues(Map.of(":owner", text("o")))));
    }

    @Test
    default void aConsistentReadOfAnIndexIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400, "ValidationException", () -> owner(jobs, query -> query.consistentRead(true)));
    }

    @Test
    default void anIndexKeyOfAnotherTypeIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400,
                "ValidationException",
                () -> jobs.put(with(open("a", 1), "due", text("tomorrow"))));
    }

    @Test
    default void anEmptyIndexKeyIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400, "ValidationException", () -> jobs.put(with(owned("a", 1), "owner", text(""))));
    }
}
