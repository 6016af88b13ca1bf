package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Ends job and line when the process is told to stop, by Ctrl-C or a signal; the JVM then ends it
/// with 128 and the signal's number, which for Ctrl-C is 130.
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

    /// The job to cancel from now on.
    public void cancels(JobId id) {
        job.set(id);
    }

    /// Not to be interrupted any more. If the process is on its way out already, this never
    /// returns: what failed, failed because of that, and nobody is to hear of it.
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

    // Whoever sees the cancelled seal first moves the row, so what counts is where it ended.
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
