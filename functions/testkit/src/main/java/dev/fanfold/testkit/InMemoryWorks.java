package dev.fanfold.testkit;

import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Opens works without resources. It is not thread-safe.
public final class InMemoryWorks implements Works {
    private final Resources resources = Resources.of(Map.of());
    private final Map<String, Work<?>> open = new HashMap<>();
    private final Map<String, OpeningFailedException> failed = new HashMap<>();

    @Override
    public void beginInvocation() {
        failed.clear();
    }

    @Override
    @SuppressWarnings("unchecked") // each workload's work is stored under its name
    public <P> Work<P> get(Workload<P> workload) throws OpeningFailedException {
        String name = workload.definition().name();
        if (failed.containsKey(name)) {
            throw failed.get(name);
        }
        if (!open.containsKey(name)) {
            open.put(name, open(name, workload));
        }
        return (Work<P>) open.get(name);
    }

    private Work<?> open(String name, Workload<?> workload) throws OpeningFailedException {
        try {
            return Objects.requireNonNull(workload.open(resources), "open returned null");
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            var failure = new OpeningFailedException(name, e);
            failed.put(name, failure);
            throw failure;
        }
    }
}
