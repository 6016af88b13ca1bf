package dev.fanfold.local.emulator;

/// Stops a server whose stop method declares `Exception`.
final class ServerStop {
    private ServerStop() {}

    interface Step {
        void run() throws Exception;
    }

    static void now(String server, Step stop) {
        try {
            stop.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception stuck) {
            throw new IllegalStateException(server + " cannot be stopped", stuck);
        }
    }
}
