package dev.fanfold.local.emulator;

import dev.fanfold.template.Aws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/// DynamoDB Local's tables, with watchers that are called after each put, update, delete, batch and
/// transaction.
///
/// So the reader of a stream can sleep until there is such a write. Writes by PartiQL and deletions
/// by time to live are not reported. On AWS, Lambda polls each shard four times a second.
final class WatchedTables extends LocalDynamoDBRequestHandler {
    // Kept in a field, because an unreferenced logger may be garbage-collected and lose its level.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway") // null means in memory, without a directory
    private WatchedTables(boolean inMemory, @Nullable String directory) {
        super(0, inMemory, directory, true, false);
    }

    /// @param directory where the tables are kept; in memory if empty
    static WatchedTables open(Optional<Path> directory) throws IOException {
        if (directory.isPresent()) {
            Files.createDirectories(directory.get()); // without it, DynamoDB Local waits forever
        }
        SQLITE.setLevel(Level.OFF); // the library would print every statement to the terminal
        SQLITE.setUseParentHandlers(false); // because a JVM that shuts down resets levels
        WatchedTables tables =
                directory
                        .map(kept -> new WatchedTables(false, kept.toString()))
                        .orElseGet(() -> new WatchedTables(true, null));
        // DynamoDB Local opens its database at the first request. This is one.
        tables.listTables(Aws.ACCESS_KEY, Aws.REGION, ListTablesRequest.builder().build());
        return tables;
    }

    /// Adds a watcher. It runs on the writer's thread.
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    private void notifyWatchers() {
        watchers.forEach(Runnable::run);
    }

    @Override
    public PutItemResponse putItem(String key, String region, PutItemRequest request) {
        PutItemResponse response = super.putItem(key, region, request);
        notifyWatchers();
        return response;
    }

    @Override
    public UpdateItemResponse updateItem(String key, String region, UpdateItemRequest request) {
        UpdateItemResponse response = super.updateItem(key, region, request);
        notifyWatchers();
        return response;
    }

    @Override
    public DeleteItemResponse deleteItem(String key, String region, DeleteItemRequest request) {
        DeleteItemResponse response = super.deleteItem(key, region, request);
        notifyWatchers();
        return response;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(
            String key, String region, BatchWriteItemRequest request) {
        BatchWriteItemResponse response = super.batchWriteItem(key, region, request);
        notifyWatchers();
        return response;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(
            String key, String region, TransactWriteItemsRequest request) {
        TransactWriteItemsResponse response = super.transactWriteItems(key, region, request);
        notifyWatchers();
        return response;
    }
}
