package dev.fanfold.local;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/// The thread for time limits and schedules.
final class Timers {
    private Timers() {}

    static ScheduledThreadPoolExecutor start() {
        var timers =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }
}
