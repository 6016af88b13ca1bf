package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.text;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/// The behaviour of a table's stream whose records contain the new item, its new image. All items
/// of a case have the same partition key, so that their records are in one shard.
public interface StreamPromises extends Promises {
    private Table table() {
        return new Table(services(), services().table(TableShape.REPORTS));
    }

    private static Map<String, AttributeValue> version(long version) {
        return with(key("p", "s"), "version", number(version));
    }

    // A table with one item that was written this often, as version 1, 2, 3 ..., and whose stream
    // has these records.
    private Table written(int times) {
        Table table = table();
        for (int version = 1; version <= times; version++) {
            table.put(version(version));
        }
        Shards.of(table).all(times);
        return table;
    }

    private static List<String> versions(List<Record> records) {
        return records.stream()
                .map(record -> record.dynamodb().newImage().getOrDefault("version", text("")).n())
                .toList();
    }

    @Test
    default void everyChangeOfAnItemIsOneRecordInOrder() {
        assertThat(versions(Shards.of(written(5)).all())).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    default void everyNewItemIsOneRecord() {
        Table table = table();
        List<String> keys = Stream.iterate(0, i -> i + 1).limit(30).map(i -> "s" + i).toList();
        keys.forEach(sk -> table.put(key("p", sk)));

        assertThat(Shards.of(table).all(30))
                .extracting(record -> record.dynamodb().keys().getOrDefault("sk", text("")).s())
                .isEqualTo(keys);
    }

    @Test
    default void aRecordTellsWhetherItsItemIsNewChangedOrGone() {
        Table table = written(2);
        table.delete(key("p", "s"));
        table.put(version(3));

        assertThat(Shards.of(table).all(4))
                .extracting(Record::eventNameAsString)
                .containsExactly("INSERT", "MODIFY", "REMOVE", "INSERT");
    }

    @Test
    default void aRecordHoldsTheWholeNewItemAndItsKeys() {
        Table table = table();
        var item =
                with(
                        with(version(1), "report", text("{\"ä\":1}")),
                        "partials",
                        Table.bytes(new byte[] {0, -1}));
        table.put(item);

        Record record = Shards.of(table).all(1).getFirst();

        assertThat(record.dynamodb().newImage()).isEqualTo(item);
        assertThat(record.dynamodb().keys()).isEqualTo(key("p", "s"));
        assertThat(record.dynamodb().hasOldImage()).isFalse();
        assertThat(record.dynamodb().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
    }

    @Test
    default void aRecordOfAnItemThatIsGoneHoldsItsKeysAlone() {
        Table table = written(1);
        table.delete(key("p", "s"));

        Record record = Shards.of(table).all(2).getLast();

        assertThat(record.dynamodb().keys()).isEqualTo(key("p", "s"));
        assertThat(record.dynamodb().hasNewImage()).isFalse();
    }

    @Test
    default void aWriteWhoseConditionFailsIsNoRecord() {
        Table table = written(1);
        RefusedCalls.assertRefused(
                ConditionalCheckFailedException.class, () -> table.putIfAbsent(version(2)));
        table.put(version(3));

        assertThat(versions(Shards.of(table).all(2))).containsExactly("1", "3");
    }

    /// DynamoDB-Guide, "Change data capture for DynamoDB Streams": a write that changes no data in
    /// an item creates no record.
    @Test
    default void aWriteThatChangesNothingIsNoRecord() {
        Table table = written(1);
        table.put(version(1));
        table.put(version(2));

        assertThat(versions(Shards.of(table).all(2))).containsExactly("1", "2");
    }

    @Test
    default void deletingWhatIsNotThereIsNoRecord() {
        Table table = written(1);
        table.delete(key("p", "another"));
        table.put(version(2));

        assertThat(versions(Shards.of(table).all(2))).containsExactly("1", "2");
    }

    @Test
    default void recordsReadAgainAreTheSame() {
        Shards shards = Shards.of(written(3));

        assertThat(shards.all()).isEqualTo(shards.all());
    }

    @Test
    default void anIteratorUsedTwiceReadsTheSameTwice() {
        Shards shards = Shards.of(written(3));
        String iterator = shards.iterator(shards.filledShard(), ShardIteratorType.TRIM_HORIZON);

        assertThat(versions(shards.read(iterator, 2).records())).containsExactly("1", "2");
        assertThat(versions(shards.read(iterator, 2).records())).containsExactly("1", "2");
    }

    @Test
    default void sequenceNumbersGrow() {
        assertThat(Shards.of(written(12)).all())
                .extracting(record -> new BigInteger(record.dynamodb().sequenceNumber()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void everyRecordHasAnIdOfItsOwn() {
        assertThat(Shards.of(written(5)).all())
                .extracting(Record::eventID)
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    default void readingAfterASequenceNumberLeavesItOut() {
        Shards shards = Shards.of(written(3));
        Record second = shards.all().get(1);

        assertThat(versions(shards.from(second, ShardIteratorType.AFTER_SEQUENCE_NUMBER)))
                .containsExactly("3");
    }

    @Test
    default void readingAtASequenceNumberBeginsWithIt() {
        Shards shards = Shards.of(written(3));
        Record second = shards.all().get(1);

        assertThat(versions(shards.from(second, ShardIteratorType.AT_SEQUENCE_NUMBER)))
                .containsExactly("2", "3");
    }

    @Test
    default void anIteratorAtTheLatestRecordReadsOnlyLaterOnes() {
        Table table = written(2);
        Shards shards = Shards.of(table);
        String latest = shards.iterator(shards.filledShard(), ShardIteratorType.LATEST);
        table.put(version(3));
        shards.all(3);

        assertThat(versions(shards.read(latest))).containsExactly("3");
    }

    @Test
    default void aReadReturnsAtMostItsLimitAndTheNextReadContinues() {
        Shards shards = Shards.of(written(5));
        List<String> read = new ArrayList<>();
        String next = shards.iterator(shards.filledShard(), ShardIteratorType.TRIM_HORIZON);
        for (int call = 0; call < 3; call++) {
            GetRecordsResponse page = shards.read(next, 2);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(2);
            read.addAll(versions(page.records()));
            next = page.nextShardIterator();
        }

        assertThat(read).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    default void anIteratorAtTheEndOfAnOpenShardReadsLaterRecords() {
        Table table = written(1);
        Shards shards = Shards.of(table);
        String start = shards.iterator(shards.filledShard(), ShardIteratorType.TRIM_HORIZON);
        String end = shards.read(start, 100).nextShardIterator();
        table.put(version(2));
        shards.all(2);

        assertThat(end).isNotNull();
        assertThat(versions(shards.read(end))).containsExactly("2");
    }

    /// DynamoDB-API, GetRecords: the upper limit is 1000.
    @Test
    default void aReadOfMoreThan1000IsRefused() {
        Shards shards = Shards.of(written(1));
        String iterator = shards.iterator(shards.filledShard(), ShardIteratorType.TRIM_HORIZON);

        RefusedCalls.assertRefused(400, "ValidationException", () -> shards.read(iterator, 1001));
    }
}
