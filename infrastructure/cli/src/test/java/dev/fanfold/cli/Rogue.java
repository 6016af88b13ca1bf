package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.ArrayList;
import java.util.List;

/// Harms its process in the way that a setting names, to test that commands still end.
public final class Rogue implements Summing {
    static final int LINES = 200;
    private static final List<long[]> KEPT = new ArrayList<>();

    @Override
    public Definition definition() {
        return Definition.of("rogue", "Prints, spins or fills the heap.")
                .with("tasks", "how many tasks", "4")
                .with("does", "print, spin, fill or hang (the shutdown)");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        System.err.println("rogue is at work");
        switch (task.settings().text("does")) {
            case "print" -> print(task.index());
            case "spin" -> spin();
            case "fill" -> fill();
            case "hang" -> hang();
            case String other -> throw new IllegalArgumentException(other);
        }
        return TaskResult.all(task, 1L);
    }

    private static void print(int task) throws InterruptedException {
        Thread child = Thread.ofPlatform().start(() -> System.out.println("a child of " + task));
        for (int line = 0; line < LINES; line++) {
            System.out.print("line " + line);
            System.out.print(' ');
            System.out.println("of " + task);
            System.err.printf("error %d of %d%n", line, task);
        }
        child.join();
        System.out.print("not ended by " + task);
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void fill() {
        while (true) {
            try {
                KEPT.add(new long[8]);
            } catch (OutOfMemoryError full) {
                // It keeps its memory and tries again, like an unbounded cache.
            }
        }
    }

    private static void hang() {
        Runtime.getRuntime().addShutdownHook(new Thread(Rogue::spin));
        spin();
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        System.out.println("finishing");
        return Finished.done("{\"tasks\":" + total + "}");
    }
}
