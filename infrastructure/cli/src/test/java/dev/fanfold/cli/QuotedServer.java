package dev.fanfold.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfold.local.sample.SampleServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The server of prices for the sample of [Quoted]. A test can make it fail.
public final class QuotedServer implements SampleServer {
    /// The system property that names what fails: `start`, `price`, `hang` or `close`.
    static final String FAULT = "fanfold.test.quoted.fault";

    /// The system property that names a file, to which the server writes when it is stopped.
    static final String STOPPED = "fanfold.test.quoted.stopped";

    /// The port of the server that was started last.
    static volatile int port;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable HttpServer server;

    @Override
    public String workload() {
        return "quoted";
    }

    @Override
    public void start() throws IOException {
        if (fault().equals("start")) {
            throw new BindException("no port is free");
        }
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::quote);
        http.start();
        server = http;
        port = http.getAddress().getPort();
    }

    private static String fault() {
        return System.getProperty(FAULT, "");
    }

    private void quote(HttpExchange call) throws IOException {
        try (call) {
            if (fault().equals("hang")) {
                stopped.await();
            }
            byte[] price = "7".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(fault().equals("price") ? 404 : 200, price.length);
            call.getResponseBody().write(price);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("address", "http://127.0.0.1:" + port);
    }

    @Override
    public Optional<byte[]> input() {
        return Optional.of("tea\nrice\nsalt\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        stopped.countDown();
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
        }
        String file = System.getProperty(STOPPED, "");
        if (!file.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    "stopped\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        if (fault().equals("close")) {
            throw new IOException("it does not stop");
        }
    }
}
