package dev.fanfold.simulator.time;

import java.util.concurrent.locks.LockSupport;

/// A process in simulated time. Its virtual thread runs only when it has the turn. It yields the
/// turn at every call to a service and can be killed there.
public final class Strand {
    private final Scheduler scheduler;
    private final Host host;
    private final Thread thread;
    private volatile boolean turn;
    private volatile boolean over;
    private boolean killed;
    private int callsToLive = Integer.MAX_VALUE;
    private Runnable dying = () -> {};
    private long frozenMicros;
    private int callsToFreeze = Integer.MAX_VALUE;
    private Runnable freezing = () -> {};
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

    /// Kills the process at this call, counted from now, if it gets that far.
    ///
    /// @param hears is called when that happens
    public void dieAfter(int calls, Runnable hears) {
        callsToLive = calls;
        dying = hears;
    }

    /// Freezes the process at this call, counted from now, if it gets that far.
    ///
    /// @param hears is called when that happens
    public void freezeAfter(int calls, long micros, Runnable hears) {
        callsToFreeze = calls;
        frozenMicros = micros;
        freezing = hears;
    }

    /// Kills the process and runs it to its end immediately.
    void end() {
        killed = true;
        wait++;
        scheduler.give(this);
    }

    /// Kills the process at its current call.
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
                        scheduler.give(this);
                    }
                });
    }

    /// Lets time pass and other processes run. The process itself calls it.
    void pass(long micros) {
        check();
        resumeAfter(micros + freezing());
        turn = false;
        LockSupport.unpark(scheduler.loop());
        awaitTurn();
        check();
        if (--callsToLive <= 0) {
            killed = true;
            dying.run();
            scheduler.note("dies");
            check();
        }
    }

    private long freezing() {
        if (--callsToFreeze != 0) {
            return 0;
        }
        freezing.run();
        return frozenMicros;
    }

    private void check() {
        if (killed) {
            throw new KilledError();
        }
    }

    // Called by the scheduler: blocks until the process yields its turn.
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
