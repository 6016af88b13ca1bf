package dev.fanfold.cli.application;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Wall and processor time of this process since the creation of this object.
public final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long wall = System.nanoTime();
    private final long cpu = SYSTEM.getProcessCpuTime();

    public Duration wall() {
        return Duration.ofNanos(System.nanoTime() - wall);
    }

    public Duration cpu() {
        return Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu);
    }
}
