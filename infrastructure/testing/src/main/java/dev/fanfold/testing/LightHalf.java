package dev.fanfold.testing;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Runs the light half of one workload on its sample, as functions other than workers use it.
final class LightHalf {
    /// The maximum number of tasks that are run.
    private static final int MAX_TASKS = 3;

    private static final int WORKERS = 10;
    private final ClassLoader zip;
    private String step = "its constructor";

    LightHalf(ClassLoader zip) {
        this.zip = zip;
    }

    /// The step that runs now or that has failed, for error messages.
    String step() {
        return step;
    }

    /// Runs the light half of the workload with this class name.
    void run(String type) throws Exception {
        run((Workload<?>) zip.loadClass(type).getConstructor().newInstance());
    }

    private <P> void run(Workload<P> workload) throws Exception {
        step = "definition";
        Definition definition = workload.definition();
        step = "version";
        var _ = Workloads.of(workload).version(definition.name());
        step = "its sample";
        Planning planning = sample(definition);
        step = "plan";
        Plan plan = workload.plan(planning);
        List<P> partials = partials(workload, planning, plan);
        P total = merged(workload, partials);
        var lost = new BitSet();
        lost.set(Math.min(partials.size(), plan.tasks()), plan.tasks());
        var job = new Finishing(planning.settings(), planning.round(), plan, lost);
        step = "preview";
        var _ = workload.preview(total, job);
        step = "progress";
        var _ = workload.progress(() -> total, job);
        step = "table";
        var _ = workload.table(total, job);
        step = "redrive";
        var _ = workload.redrive(total, job);
    }

    private Planning sample(Definition definition) throws IOException {
        byte[] settings = sampleFile(definition, "settings.json");
        JobSettings parsed = SettingsJson.parse(settings).settings();
        definition.check(parsed);
        JobSettings completed = definition.completed(parsed);
        if (!definition.readsInput()) {
            return new Planning(completed, 0, WORKERS, null, new InputBytes(new byte[0]));
        }
        var input = new InputBytes(sampleFile(definition, "input"));
        Pin pin = input.pin(URI.create("memory:///input"));
        return new Planning(completed, 0, WORKERS, pin, input);
    }

    private byte[] sampleFile(Definition definition, String file) throws IOException {
        String name = "META-INF/fanfold/samples/%s/%s".formatted(definition.name(), file);
        try (InputStream open = zip.getResourceAsStream(name)) {
            if (open == null) {
                throw new IllegalStateException(
                        "there is no %s: put it into src/main/resources".formatted(name));
            }
            return open.readAllBytes();
        }
    }

    // The partial results of the first tasks. Empty if the work is done by another class, which
    // only workers load, or if it needs classes that only a worker's zip contains.
    private <P> List<P> partials(Workload<P> workload, Planning planning, Plan plan)
            throws Exception {
        var partials = new ArrayList<P>();
        if (!(workload instanceof PlainWorkload<P>)) {
            return partials;
        }
        step = "work";
        try (OpenedJob<P> job = OpenedJob.open(workload, Resources.of(Map.of()), planning, plan)) {
            for (int task = 0; task < Math.min(MAX_TASKS, plan.tasks()); task++) {
                partials.add(job.work(task, 1).partial());
            }
        } catch (NoClassDefFoundError missingHere) {
            partials.clear();
        }
        return partials;
    }

    // Merges the partial results and an empty one. Each passes through the codec first.
    private <P> P merged(Workload<P> workload, List<P> partials) {
        step = "empty";
        P total = workload.empty();
        var all = new ArrayList<P>(partials);
        all.add(workload.empty());
        for (P partial : all) {
            step = "codec";
            Codec<P> codec = workload.codec();
            byte[] bytes = codec.encode(partial);
            if (!Arrays.equals(codec.encode(codec.decode(bytes)), bytes)) {
                throw new IllegalStateException(
                        "a partial result that is decoded and encoded again has other bytes");
            }
            step = "merge";
            total = workload.merge(total, codec.decode(bytes));
        }
        return total;
    }
}
