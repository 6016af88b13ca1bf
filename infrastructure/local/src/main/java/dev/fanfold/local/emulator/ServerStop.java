package dev.fanfold.local.emulator;

/// Stops a server whose own way of stopping may throw anything.
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
            throw new IllegalStateException(what + " does not stop", stuck);
        }
    }
}
