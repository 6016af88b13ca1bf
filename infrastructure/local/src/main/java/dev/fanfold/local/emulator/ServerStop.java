package dev.fanfold.local.emulator;

/// Stops a server with a stop method that declares `Exception`.
final class ServerStop {
    private ServerStop() {}

    interface Step {
        void run() throws Exception;
    }

    static void now(String what, Step stop) {
        try {
            stop.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception stuck) {
            throw new IllegalStateException(what + " cannot be stopped", stuck);
        }
    }
}
