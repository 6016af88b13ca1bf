package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// On Ctrl-C or another signal, cancels the job and stops its application.
///
/// The JVM then exits with 128 plus the signal's number, which is 130 for Ctrl-C.
public final class Interruption implements AutoCloseable {
    private final Application application;
    private final Terminal terminal;
    private final AtomicReference<@Nullable JobId> job = new AtomicReference<>();
    private final Thread waitingThread = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "interruption");

    /// Starts to handle signals. A signal interrupts the thread that calls this constructor.
    public Interruption(Application application, Terminal terminal) {
        this.application = application;
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Sets the job to cancel. Before, a signal only stops the application.
    public void setJob(JobId id) {
        job.set(id);
    }

    /// Stops handling signals.
    ///
    /// If the JVM is shutting down, this method never returns, because a failure of the command is
    /// then a result of the shutdown and must not be printed.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            while (true) {
                boolean ignored = Thread.interrupted();
                LockSupport.park(this);
            }
        }
    }

    private void stop() {
        waitingThread.interrupt();
        try {
            JobId id = job.get();
            if (id != null) {
                terminal.log("");
                terminal.log("stopping: job " + id + " is " + cancel(id));
            }
        } finally {
            application.close();
        }
    }

    // Returns the job's state after the attempt to cancel it. The job may have ended before, and
    // while it is cancelled, another function may see the seal first and end the job.
    private String cancel(JobId id) {
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
