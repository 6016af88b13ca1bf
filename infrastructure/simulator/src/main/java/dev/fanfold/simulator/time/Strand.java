package dev.fanfold.simulator.time;

import java.util.concurrent.locks.LockSupport;

/// A process in simulated time. Its virtual thread runs only when it has the turn. Each time it
/// lets simulated time pass, as in every call to a service, it yields the turn until that time is
/// over. It can be killed or frozen there.
public final class Strand {
    private final Scheduler scheduler;
    private final Host host;
    private final Thread thread;
    private volatile boolean turn;
    private volatile boolean over;
    private boolean killed;
    private int passesToLive = Integer.MAX_VALUE;
    private Runnable onDeath = () -> {};
    private long frozenMicros;
    private int passesToFreeze = Integer.MAX_VALUE;
    private Runnable onFreeze = () -> {};
    // Number of the current wait; an event that was scheduled to end an earlier wait is ignored.
    private long wait;

    Strand(Scheduler scheduler, Host host, Runnable body) {
        this.scheduler = scheduler;
        this.host = host;
        this.thread =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            awaitTurn();
                            try {
                                if (!killed) {
                                    body.run();
                                }
                            } catch (KilledError dead) {
                                scheduler.note("is dead");
                            } catch (Throwable defect) {
                                scheduler.failed(defect);
                            } finally {
                                over = true;
                                turn = false;
                                LockSupport.unpark(scheduler.loop());
                            }
                        });
    }

    Host host() {
        return host;
    }

    /// Whether it was killed.
    boolean isDying() {
        return killed;
    }

    /// Whether it has ended.
    public boolean isOver() {
        return over;
    }

    /// Kills the process after it has let time pass this often from now on, if it gets that far.
    ///
    /// @param listener is called when that happens
    public void dieAfter(int passes, Runnable listener) {
        passesToLive = passes;
        onDeath = listener;
    }

    /// Freezes the process when it lets time pass for this number of times from now on, if it gets
    /// that far.
    ///
    /// @param micros how much longer that pass takes
    /// @param listener is called when that happens
    public void freezeAfter(int passes, long micros, Runnable listener) {
        passesToFreeze = passes;
        frozenMicros = micros;
        onFreeze = listener;
    }

    /// Kills the process and runs it to its end immediately.
    void end() {
        killed = true;
        wait++;
        scheduler.giveTurn(this);
    }

    /// Kills the process where it waits, in an event at the current time.
    public void kill() {
        if (!over) {
            killed = true;
            resumeAfter(0);
        }
    }

    void start() {
        thread.start();
        resumeAfter(0);
    }

    private void resumeAfter(long micros) {
        long number = ++wait;
        scheduler.after(
                micros,
                () -> {
                    if (number == wait && !over) {
                        scheduler.giveTurn(this);
                    }
                });
    }

    /// Lets time pass while other processes run. The process itself calls this.
    ///
    /// @throws KilledError if the process was killed
    void pass(long micros) {
        checkAlive();
        resumeAfter(micros + freeze());
        turn = false;
        LockSupport.unpark(scheduler.loop());
        awaitTurn();
        checkAlive();
        if (--passesToLive <= 0) {
            killed = true;
            onDeath.run();
            scheduler.note("dies");
            checkAlive();
        }
    }

    // The additional time of this pass.
    private long freeze() {
        if (--passesToFreeze != 0) {
            return 0;
        }
        onFreeze.run();
        return frozenMicros;
    }

    private void checkAlive() {
        if (killed) {
            throw new KilledError();
        }
    }

    /// Runs the process until it yields its turn or ends. The scheduler calls this.
    void run() {
        turn = true;
        LockSupport.unpark(thread);
        while (turn) {
            LockSupport.park(this);
        }
    }

    private void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
        }
    }
}
