package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.bytes;
import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.text;
import static dev.fanfold.testkit.services.Table.texts;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The behaviour of DynamoDB for queries of a table.
public interface QueryPromises extends Promises {
    private Table table() {
        return new Table(services(), services().table(TableShape.REPORTS));
    }

    // A table with an item for each of these sort keys, all in the partition p.
    private Table table(String... sortKeys) {
        Table table = table();
        Stream.of(sortKeys).forEach(sk -> table.put(key("p", sk)));
        return table;
    }

    @Test
    default void aQueryFindsItsPartitionAlone() {
        Table table = table("a", "b");
        table.put(key("p2", "c"));
        table.put(key("p#", "d"));

        var page = table.partition("p", query -> {});

        assertThat(page.items()).containsExactly(key("p", "a"), key("p", "b"));
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    default void anEmptyPartitionIsAnEmptyPage() {
        var page = table("a").partition("q", query -> {});

        assertThat(page.items()).isEmpty();
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    /// DynamoDB-API, Query: ordered by UTF-8 bytes, which differs from the order of Java's strings.
    @Test
    default void sortKeysAreInTheOrderOfTheirBytes() {
        Table table = table("😀", "a", "ä", "\uFFFD", "Z", "10", "9");

        assertThat(texts(table.partition("p", query -> {}), "sk"))
                .containsExactly("10", "9", "Z", "a", "ä", "\uFFFD", "😀");
    }

    @Test
    default void aQueryGoesBackwardsWhenAskedTo() {
        Table table = table("a", "b", "c");

        assertThat(texts(table.partition("p", query -> query.scanIndexForward(false)), "sk"))
                .containsExactly("c", "b", "a");
    }

    @Test
    default void aLimitEndsThePageAndTheNextGoesOn() {
        Table table = table("a", "b", "c");

        var first = table.partition("p", query -> query.limit(2));
        var second =
                table.partition(
                        "p", query -> query.exclusiveStartKey(first.lastEvaluatedKey()).limit(2));

        assertThat(texts(first, "sk")).containsExactly("a", "b");
        assertThat(first.lastEvaluatedKey()).isEqualTo(key("p", "b"));
        assertThat(texts(second, "sk")).containsExactly("c");
        assertThat(second.hasLastEvaluatedKey()).isFalse();
    }

    /// DynamoDB-API, Query: the limit ends the page when it is reached, even if no item follows.
    @Test
    default void aPageThatEndsAtItsLimitNamesItsLastItem() {
        var page = table("a", "b").partition("p", query -> query.limit(2));

        assertThat(page.lastEvaluatedKey()).isEqualTo(key("p", "b"));
    }

    @Test
    default void aPageMayStartAfterAnItemThatIsGone() {
        Table table = table("a", "b", "c");
        table.delete(key("p", "b"));

        var page = table.partition("p", query -> query.exclusiveStartKey(key("p", "b")));

        assertThat(texts(page, "sk")).containsExactly("c");
    }

    /// DynamoDB-API, Query: a single query reads up to 1 MB.
    @Test
    default void aPageEndsAtOneMegabyteAndAllPagesTogetherHaveAllItems() {
        Table table = table();
        List<String> sortKeys = List.of("a", "b", "c", "d", "e");
        sortKeys.forEach(
                sk -> table.put(with(key("p", sk), "values", bytes(new byte[300 * 1024]))));

        var first = table.partition("p", query -> {});
        List<String> all =
                services()
                        .dynamo()
                        .queryPaginator(query ->
                                query.tableName(table.name())
                                        .keyConditionExpression("pk = :partition")
                                        .expressionAttributeValues(Map.of(":partition", text("p")))
                                        .consistentRead(true))
                        .items()
                        .stream()
                        .map(item -> item.getOrDefault("sk", text("")).s())
                        .toList();

        assertThat(first.hasLastEvaluatedKey()).isTrue();
        assertThat(first.items()).hasSizeBetween(3, 4);
        assertThat(all).isEqualTo(sortKeys);
    }

    @Test
    default void aConsistentQuerySeesTheLastWrite() {
        Table table = table();

        for (int i = 1; i <= 20; i++) {
            table.put(with(key("p", "s" + i), "n", number(i)));
            assertThat(table.partition("p", query -> {}).count()).isEqualTo(i);
        }
    }

    @Test
    default void aQueryWithoutAPartitionIsRefused() {
        Table table = table("a");

        RefusedCalls.assertRefused(
                400,
                "ValidationException",
                () ->
                        table.query(query ->
                                query.keyConditionExpression("sk = :sk")
                                        .expressionAttributeValues(Map.of(":sk", text("a")))));
    }
}
