package dev.fanfold.simulator.time;

import java.util.concurrent.locks.LockSupport;

/// Code that runs in simulated time, on a virtual thread that runs only when it is its turn. It
/// gives its turn up at every call to a service, and there it can be killed.
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
    // Each wait has a number: what was to end an earlier one comes too late.
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

    /// Whether it is on its way out.
    boolean isDying() {
        return killed;
    }

    /// Whether it has come to its end.
    public boolean isOver() {
        return over;
    }

    /// Dies at the so-manieth call from now, if it comes to that.
    ///
    /// @param hears is told when it does
    public void dieAfter(int calls, Runnable hears) {
        callsToLive = calls;
        dying = hears;
    }

    /// Stands still for so long at the so-manieth call from now, if it comes to that.
    ///
    /// @param hears is told when it does
    public void freezeAfter(int calls, long micros, Runnable hears) {
        callsToFreeze = calls;
        frozenMicros = micros;
        freezing = hears;
    }

    /// Dies where it stands, now: nothing else happens any more.
    void end() {
        killed = true;
        wait++;
        scheduler.give(this);
    }

    /// Dies where it stands.
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

    /// Lets time pass and others run. Called by the process itself.
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

    // The scheduler's side: until the process gives its turn up, nothing else runs.
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
