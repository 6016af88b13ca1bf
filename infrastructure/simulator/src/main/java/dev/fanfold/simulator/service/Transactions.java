package dev.fanfold.simulator.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// DynamoDB's transactions of puts. A transaction with another action is rejected.
final class Transactions {
    private static final int MAX_ACTIONS = 100;
    private static final long TOKEN_LIFE_MICROS = 600_000_000;
    private static final String NONE = "None";
    private static final String FAILED = "ConditionalCheckFailed";
    private final Tables tables;
    private final Map<String, Completed> byToken = new HashMap<>();

    Transactions(Tables tables) {
        this.tables = tables;
    }

    private record Completed(TransactWriteItemsRequest request, long at) {}

    /// Puts all items if all conditions hold, and else none. If a request with the same token was
    /// executed in the last ten minutes, an equal request has no effect, and another one is
    /// rejected.
    void write(TransactWriteItemsRequest request, long now) {
        Completed earlier = byToken.get(request.clientRequestToken());
        if (earlier != null && now - earlier.at < TOKEN_LIFE_MICROS) {
            checkSame(earlier.request, request);
            return;
        }
        List<Put> puts = request.transactItems().stream().map(Transactions::put).toList();
        checkValid(puts);
        List<String> codes = puts.stream().map(put -> holds(put) ? NONE : FAILED).toList();
        if (codes.contains(FAILED)) {
            throw cancelled(codes);
        }
        puts.forEach(put -> tables.put(tables.named(put.tableName()), put.item(), now));
        if (request.clientRequestToken() != null) {
            byToken.put(request.clientRequestToken(), new Completed(request, now));
        }
    }

    private static Put put(TransactWriteItem action) {
        if (action.put() == null) {
            throw new UnsupportedOperationException("the simulator does not support " + action);
        }
        return action.put();
    }

    private void checkValid(List<Put> puts) {
        if (puts.isEmpty() || puts.size() > MAX_ACTIONS) {
            throw SimulatedDynamo.invalid(
                    "a transaction has 1 to " + MAX_ACTIONS + " actions, not " + puts.size());
        }
        var addresses = new HashSet<Map.Entry<String, Table.Key>>();
        for (Put put : puts) {
            Table table = tables.named(put.tableName());
            table.check(put.item());
            if (!addresses.add(Map.entry(table.name(), table.key(put.item())))) {
                throw SimulatedDynamo.invalid("more than one action on the item " + put.item());
            }
        }
    }

    private boolean holds(Put put) {
        Table table = tables.named(put.tableName());
        Map<String, AttributeValue> existing = table.get(table.key(put.item()));
        return put.conditionExpression() == null
                || new Expressions(put.expressionAttributeNames(), put.expressionAttributeValues())
                        .holds(put.conditionExpression(), existing);
    }

    private static TransactionCanceledException cancelled(List<String> codes) {
        List<CancellationReason> reasons =
                codes.stream()
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList();
        return Errors.withDetails(
                        TransactionCanceledException.builder().cancellationReasons(reasons),
                        400,
                        "TransactionCanceledException",
                        "the reasons of all actions: " + codes)
                .build();
    }

    private static void checkSame(
            TransactWriteItemsRequest earlier, TransactWriteItemsRequest request) {
        if (!earlier.equals(request)) {
            throw Errors.withDetails(
                            IdempotentParameterMismatchException.builder(),
                            400,
                            "IdempotentParameterMismatchException",
                            "the token "
                                    + request.clientRequestToken()
                                    + " belongs to another request")
                    .build();
        }
    }
}
