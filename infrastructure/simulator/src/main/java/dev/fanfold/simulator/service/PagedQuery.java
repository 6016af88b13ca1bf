package dev.fanfold.simulator.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// One query of a table or of one of its indexes, and the page that it returns.
final class PagedQuery {
    private static final int MAX_PAGE_BYTES = 1024 * 1024;
    private final QueryRequest request;
    private final Table table;
    private final Table.Index index;

    PagedQuery(QueryRequest request, Table table) {
        this.request = request;
        this.table = table;
        this.index = index(request, table);
    }

    private static Table.Index index(QueryRequest request, Table table) {
        if (request.indexName() == null) {
            return new Table.Index(table.keys(), false);
        }
        if (Boolean.TRUE.equals(request.consistentRead())) {
            throw SimulatedDynamo.invalid(
                    "Consistent reads are not supported on global secondary indexes");
        }
        return table.index(request.indexName())
                .orElseThrow(() ->
                        SimulatedDynamo.invalid(
                                "The table does not have the specified index: "
                                        + request.indexName()));
    }

    /// All items that meet the query's condition, in ascending order.
    ///
    /// @param snapshot the table as this read sees it, which may be an earlier state
    List<Map<String, AttributeValue>> found(Table snapshot) {
        var expressions =
                new Expressions(
                        request.expressionAttributeNames(), request.expressionAttributeValues());
        String condition = request.keyConditionExpression();
        List<Map<String, AttributeValue>> found =
                snapshot.partition(
                        index.keys(), expressions.equalTo(condition, index.keys().hash()));
        if (found.isEmpty()) {
            // Evaluates the condition without an item, so that an invalid condition is rejected
            // even if there is no item to test.
            expressions.holds(condition, null);
        }
        found.removeIf(item -> !expressions.holds(condition, item));
        return found;
    }

    /// The page that the query requests.
    ///
    /// @param found all items that [#found] returned; this method changes the list
    /// @param maxItems the page has at most so many items, even if the query allows more
    QueryResponse page(List<Map<String, AttributeValue>> found, int maxItems) {
        Comparator<Map<String, AttributeValue>> order = table.order(index.keys());
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            Collections.reverse(found);
            order = order.reversed();
        }
        if (request.hasExclusiveStartKey()) {
            found.removeIf(isUpTo(request.exclusiveStartKey(), order));
        }
        int limit = request.limit() == null ? Integer.MAX_VALUE : request.limit();
        int max = Math.min(limit, maxItems);
        var page = new ArrayList<Map<String, AttributeValue>>();
        long bytes = 0;
        for (Map<String, AttributeValue> item : found) {
            if (page.size() == max || bytes > MAX_PAGE_BYTES) {
                break;
            }
            page.add(index.keysOnly() ? table.keysOf(item, index.keys()) : item);
            bytes += Values.size(page.getLast());
        }
        QueryResponse.Builder response = QueryResponse.builder().items(page).count(page.size());
        if (page.size() < found.size() || page.size() == max) {
            response.lastEvaluatedKey(table.keysOf(page.getLast(), index.keys()));
        }
        return response.build();
    }

    // Whether an item is the start or before it.
    private static Predicate<Map<String, AttributeValue>> isUpTo(
            Map<String, AttributeValue> start, Comparator<Map<String, AttributeValue>> order) {
        return item -> order.compare(item, start) <= 0;
    }
}
