package dev.fanfold.testing;

import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.DelimitedRows;

/// The item workload over rows of docs/writing-a-workload.md.
public final class Orders implements PlainItemWorkload<Orders.Order, Long> {
    record Order(String customer, long pieces, long cents) {}

    @Override
    public Definition definition() {
        return ItemWorkload.define("orders", "Computes the price of each order of a CSV file.");
    }

    @Override
    public Items<Order> items(JobSettings settings) {
        return Items.rows(
                DelimitedRows.csv(),
                row ->
                        new Order(
                                row.get("customer"),
                                Long.parseLong(row.get("pieces")),
                                Long.parseLong(row.get("cents"))));
    }

    @Override
    public Long apply(Order order, Task task) {
        if (order.pieces < 1) {
            throw new PermanentFailureException(order.customer + " ordered nothing");
        }
        return order.pieces * order.cents;
    }
}
