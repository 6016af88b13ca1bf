package dev.fanfold.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A fake HTTP service on 127.0.0.1: a shop that returns its stock of an article.
///
/// It has 3 of its first article, 4 of its second, and so on. It rejects requests without its
/// token.
final class Shop implements ServiceFake {
    static final String TOKEN = "correct-horse";
    private final HttpServer server;

    Shop() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the shop cannot open", e);
        }
        server.createContext("/stock/", Shop::respond);
        server.start();
    }

    private static void respond(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            long article = Long.parseLong(path.substring("/stock/".length()));
            boolean isAuthorized =
                    ("Bearer " + TOKEN).equals(call.getRequestHeaders().getFirst("Authorization"));
            byte[] stock = Long.toString(article + 3).getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(isAuthorized ? 200 : 401, stock.length);
            call.getResponseBody().write(stock);
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public Map<String, ?> resources() {
        return Map.of("api-token", TOKEN);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
