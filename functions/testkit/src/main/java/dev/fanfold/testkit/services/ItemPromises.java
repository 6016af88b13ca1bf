package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Table.bytes;
import static dev.fanfold.testkit.services.Table.key;
import static dev.fanfold.testkit.services.Table.number;
import static dev.fanfold.testkit.services.Table.text;
import static dev.fanfold.testkit.services.Table.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// The behaviour of DynamoDB for items and their values.
public interface ItemPromises extends Promises {
    /// The maximum size of an item: 400 KB, attribute names and values together. DynamoDB-Guide,
    /// "Constraints".
    int MAX_BYTES = 400 * 1024;

    private Table jobs() {
        return new Table(services(), services().table(TableShape.JOBS));
    }

    private Table reports() {
        return new Table(services(), services().table(TableShape.REPORTS));
    }

    @Test
    default void thereIsNothingWhereNothingWasPut() {
        Table jobs = jobs();
        jobs.put(key("job"));

        assertThat(jobs.get(key("another"))).isNull();
    }

    @Test
    default void anItemOfItsKeyAloneIsThere() {
        Table reports = reports();
        reports.put(key("p", "s"));

        assertThat(reports.get(key("p", "s"))).isEqualTo(key("p", "s"));
    }

    @Test
    default void valuesAreReadAsTheyWereWritten() {
        Table jobs = jobs();
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Map<String, AttributeValue> item =
                Map.of(
                        "pk", text("job#1 ä/😀"),
                        "text", text("{\"a\":\"\\u0000 ä 😀\"}\n"),
                        "least", number(Long.MIN_VALUE),
                        "most", number(Long.MAX_VALUE),
                        "zero", number(0),
                        "bytes", bytes(every));

        jobs.put(item);

        assertThat(jobs.get(key("job#1 ä/😀"))).isEqualTo(item);
    }

    /// DynamoDB-Guide, "Supported data types": empty values are allowed except in keys.
    @Test
    default void textAndBytesMayBeEmpty() {
        Table jobs = jobs();
        var item = with(with(key("job"), "text", text("")), "bytes", bytes(new byte[0]));

        jobs.put(item);

        assertThat(jobs.get(key("job"))).isEqualTo(item);
    }

    @Test
    default void aPutLeavesNothingOfTheItemBefore() {
        Table jobs = jobs();
        jobs.put(with(key("job"), "before", number(1)));

        jobs.put(with(key("job"), "after", number(2)));

        assertThat(jobs.get(key("job"))).isEqualTo(with(key("job"), "after", number(2)));
    }

    // An item of this size.
    private static Map<String, AttributeValue> ofBytes(int size) {
        return with(key("job"), "values", bytes(new byte[size - "pkjobvalues".length()]));
    }

    @Test
    default void anItemOf400KilobytesIsTaken() {
        Table jobs = jobs();

        jobs.put(ofBytes(MAX_BYTES));

        assertThat(jobs.get(key("job"))).isEqualTo(ofBytes(MAX_BYTES));
    }

    @Test
    default void anItemOneByteLargerIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400, "ValidationException", () -> jobs.put(ofBytes(MAX_BYTES + 1)));

        assertThat(jobs.get(key("job"))).isNull();
    }

    @Test
    default void anEmptyKeyIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(400, "ValidationException", () -> jobs.put(key("")));
    }

    @Test
    default void anEmptySortKeyIsRefused() {
        Table reports = reports();

        RefusedCalls.assertRefused(400, "ValidationException", () -> reports.put(key("p", "")));
    }

    @Test
    default void anItemWithoutItsWholeKeyIsRefused() {
        Table reports = reports();

        RefusedCalls.assertRefused(400, "ValidationException", () -> reports.put(key("p")));
    }

    @Test
    default void aKeyOfAnotherTypeIsRefused() {
        Table jobs = jobs();

        RefusedCalls.assertRefused(
                400, "ValidationException", () -> jobs.put(Map.of("pk", number(1))));
    }

    @Test
    default void aTableThatIsNotThereIsAnError() {
        var none = new Table(services(), Services.fresh("none"));

        RefusedCalls.assertRefused(ResourceNotFoundException.class, () -> none.get(key("job")));
        RefusedCalls.assertRefused(ResourceNotFoundException.class, () -> none.put(key("job")));
    }
}
