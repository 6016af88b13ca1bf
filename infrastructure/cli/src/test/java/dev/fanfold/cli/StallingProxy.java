package dev.fanfold.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Forwards connections to a server. After a number of response bytes, a connection stays open, but
/// gets no further bytes.
final class StallingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final long maxBytes;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    StallingProxy(int serverPort, long maxBytes) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.serverPort = serverPort;
        this.maxBytes = maxBytes;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> forward(client, server, Long.MAX_VALUE));
                Thread.ofVirtual().start(() -> forward(server, client, maxBytes));
            }
        } catch (IOException closed) {
            // the test has ended
        }
    }

    private static void forward(Socket from, Socket to, long max) {
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long forwarded = 0;
            int count = in.read(buffer);
            while (count > 0 && forwarded + count <= max) {
                out.write(buffer, 0, count);
                forwarded += count;
                count = in.read(buffer);
            }
            if (count < 0) {
                to.shutdownOutput();
            }
        } catch (IOException closed) {
            // one side has closed the connection
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
