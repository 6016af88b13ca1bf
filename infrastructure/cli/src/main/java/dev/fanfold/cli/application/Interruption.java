package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Cancels the job and stops its application on Ctrl-C or a signal.
///
/// The JVM then exits with 128 plus the signal's number, which is 130 for Ctrl-C.
public final class Interruption implements AutoCloseable {
    private final Application application;
    private final Terminal terminal;
    private final AtomicReference<@Nullable JobId> job = new AtomicReference<>();
    private final Thread follower = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "interruption");

    public Interruption(Application application, Terminal terminal) {
        this.application = application;
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Sets the job to cancel.
    public void cancels(JobId id) {
        job.set(id);
    }

    /// Ends the watch for signals. If the JVM is shutting down, this never returns: a failure of
    /// the command was then caused by the shutdown and must not be printed.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException onItsWayOut) {
            while (true) {
                boolean ignored = Thread.interrupted();
                LockSupport.park(this);
            }
        }
    }

    private void stop() {
        follower.interrupt();
        try {
            JobId id = job.get();
            if (id != null) {
                terminal.log("");
                terminal.log("stopping: job " + id + " is " + ended(id));
            }
        } finally {
            application.close();
        }
    }

    // Another function may see the cancelled seal first and move the row, so read the state back.
    private String ended(JobId id) {
        application.dispatcher().cancel(id);
        State state =
                application
                        .jobQueries()
                        .status(id)
                        .map(jobStatus -> jobStatus.job().state())
                        .orElse(State.CANCELLED);
        return state.name().toLowerCase(Locale.ROOT);
    }
}
