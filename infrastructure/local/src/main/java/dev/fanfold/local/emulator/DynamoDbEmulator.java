package dev.fanfold.local.emulator;

import dev.fanfold.template.Aws;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB and its Streams: DynamoDB Local behind a web server of the local cloud.
///
/// DynamoDB Local's own server is not used, because it would bind every network interface and send
/// usage reports to Amazon. [#streams()] reads the streams without HTTP.
public final class DynamoDbEmulator implements AutoCloseable {
    private final Server server;
    private final WatchedTables tables;
    private final Housekeepers housekeepers;

    private DynamoDbEmulator(Server server, WatchedTables tables, Housekeepers housekeepers) {
        this.server = server;
        this.tables = tables;
        this.housekeepers = housekeepers;
    }

    /// Starts the server on a free port of 127.0.0.1.
    ///
    /// @param directory where the tables are kept; in memory if empty
    public static DynamoDbEmulator start(Optional<Path> directory) throws Exception {
        Housekeepers housekeepers = new Housekeepers();
        WatchedTables tables = housekeepers.run(() -> WatchedTables.open(directory));
        QueuedThreadPool threads = new QueuedThreadPool(64, 2);
        threads.setName("dynamodb");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(tables, null), "/"));
        server.start();
        return new DynamoDbEmulator(server, tables, housekeepers);
    }

    public URI endpoint() {
        return URI.create(
                "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    /// Creates the table unless a table with its name exists.
    ///
    /// @return whether it was created
    public boolean create(CreateTableRequest table) {
        try {
            tables.createTable(Aws.ACCESS_KEY, Aws.REGION, table);
            return true;
        } catch (DynamoDBLocalServiceException refused) {
            if ("ResourceInUseException".equals(refused.getErrorCode())) {
                return false;
            }
            throw refused;
        }
    }

    /// The current description of a table.
    public TableDescription describe(String table) {
        return tables.describeTable(
                        Aws.ACCESS_KEY,
                        Aws.REGION,
                        DescribeTableRequest.builder().tableName(table).build())
                .table();
    }

    public void enableTimeToLive(UpdateTimeToLiveRequest timeToLive) {
        tables.updateTimeToLive(Aws.ACCESS_KEY, Aws.REGION, timeToLive);
    }

    public TableStreams streams() {
        return new TableStreams(tables);
    }

    @Override
    public void close() {
        ServerStop.now("the web server of DynamoDB Local", server::stop);
        tables.shutdown();
        ServerStop.now("the housekeeping of DynamoDB Local", housekeepers::stop);
    }
}
