import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// Runs DynamoDB Local in memory on 127.0.0.1, because its own server binds every interface.
final class DynamoDbOnLoopback {
    public static void main(String[] port) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(port[0]));
        server.addConnector(connector);
        var tables = new LocalDynamoDBRequestHandler(0, true, null, false, false);
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(tables, null), "/"));
        server.start();
        server.join();
    }
}
