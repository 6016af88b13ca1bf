package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests plans over bytes and items: their limits and their equality.
class ItemsTest {
    private static final Pin OBJECT = new Pin(URI.create("mem:/a.jsonl"), "", "e", 100);

    @Test
    void everyKindOfPlanRejectsEmptySlices() {
        assertThatThrownBy(() -> Plan.numbers(0, 10, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> Plan.bytes(OBJECT, 0, 0, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> items(5, 0, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not 0");
    }

    @Test
    void aPlanMustNotEndBeforeItsStart() {
        assertThatThrownBy(() -> Plan.bytes(OBJECT, 101, 10, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a plan from 101 back to 100");
    }

    @Test
    void theNumberOfTasksDependsOnTheSizeOfThePlanNotOnItsEnd() {
        long from = 10_000_000;

        assertThat(Plan.numbers(from, from + Plan.MAX_TASKS, 1).tasks()).isEqualTo(Plan.MAX_TASKS);
        assertThatThrownBy(() -> Plan.numbers(from, from + 2 * Plan.MAX_TASKS + 1, 2))
                .hasMessage(
                        "1000001 tasks of 2 units each are more than 1000000: give a slice of at least 3");
    }

    @Test
    void aTaskBeyondTheLastIsRejected() {
        Plan plan = Plan.numbers(0, 20, 10);

        assertThat(plan.slice(1)).isEqualTo(new Slice(10, 20));
        assertThatThrownBy(() -> plan.slice(2)).hasMessage("task 2 of a plan of 2");
        assertThatThrownBy(() -> plan.slice(-1)).hasMessage("task -1 of a plan of 2");
    }

    @Test
    void aSliceMayBeEmptyButMustNotEndBeforeItsStart() {
        assertThat(new Slice(3, 3).size()).isZero();
        assertThatThrownBy(() -> new Slice(4, 3)).hasMessage("a slice from 4 back to 3");
    }

    @Test
    void factsAreCopiedAndCannotBeChanged() {
        var facts = new TreeMap<>(Map.of("header", "a,b"));
        Plan plan = new Plan.Bytes(OBJECT, 0, 10, facts);

        facts.put("header", "c");

        assertThat(plan.facts()).containsExactly(Map.entry("header", "a,b"));
        assertThatThrownBy(() -> plan.facts().put("x", "y"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPlanNamesItsUnit() {
        assertThat(Plan.bytes(OBJECT, 0, 10, Map.of()).unit()).isEqualTo("bytes");
        assertThat(Plan.numbers(0, 10, 1).unit()).isEqualTo("numbers");
        assertThat(items(5, 2, 0, 10, 20).unit()).isEqualTo("items");
    }

    @Test
    void theGroupsOfItemsCoverTheObjectWithoutGaps() {
        Plan.Items plan = items(5, 2, 0, 10, 20);

        assertThat(plan.bytes(0)).isEqualTo(new Slice(0, 10));
        assertThat(plan.bytes(1)).isEqualTo(new Slice(10, 20));
        assertThat(plan.bytes(2)).isEqualTo(new Slice(20, 100));
    }

    @Test
    void offsetsOfGroupsMustAscend() {
        assertThatThrownBy(() -> new Plan.ItemIndex(new long[] {0, 7, 7}))
                .hasMessage("offset 7 does not follow 7");
        assertThatThrownBy(() -> new Plan.ItemIndex(new long[] {9, 7}))
                .hasMessage("offset 7 does not follow 9");
    }

    @Test
    void indexesWithEqualOffsetsAreEqual() {
        var index = new Plan.ItemIndex(new long[] {0, 7});

        assertThat(index)
                .isEqualTo(new Plan.ItemIndex(new long[] {0, 7}))
                .hasSameHashCodeAs(new Plan.ItemIndex(new long[] {0, 7}))
                .hasToString("2 groups of items");
        assertThat(index)
                .isNotEqualTo(new Plan.ItemIndex(new long[] {0, 8}))
                .isNotEqualTo("0, 7")
                .doesNotHaveSameHashCodeAs(new Plan.ItemIndex(new long[] {0, 8}));
        assertThat(index.toArray()).containsExactly(0, 7);
    }

    private static Plan.Items items(long to, long each, long... starts) {
        return new Plan.Items(OBJECT, to, each, new Plan.ItemIndex(starts), new TreeMap<>());
    }
}
