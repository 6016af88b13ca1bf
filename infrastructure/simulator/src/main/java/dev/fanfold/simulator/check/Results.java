package dev.fanfold.simulator.check;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.simulator.service.Objects;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The bucket of answers and spilled values: what is pointed at is there, and nothing is written
/// twice.
final class Results {
    private final Objects objects;
    private final String bucket;
    private final Promises promises;
    private final Set<String> answers = new HashSet<>();

    Results(Objects objects, String bucket, Promises promises) {
        this.objects = objects;
        this.bucket = bucket;
        this.promises = promises;
    }

    byte[] load(Payload payload) {
        return switch (payload) {
            case Payload.Inline here -> here.bytes();
            case Payload.Spilled there -> spilled(there);
        };
    }

    void check(Outcome outcome) {
        if (outcome instanceof Outcome.Done done
                && done.partial() instanceof Payload.Spilled there) {
            spilled(there);
        }
    }

    private byte[] spilled(Payload.Spilled there) {
        Optional<Objects.Stored> object = objects.latest(bucket, there.key());
        if (object.isEmpty() || object.get().bytes().length != there.size()) {
            promises.violated("I12", there + " is pointed at, and is not there");
        }
        return object.map(Objects.Stored::bytes).orElse(new byte[0]);
    }

    void put(String where, String key, boolean isNew) {
        if (!where.equals(bucket)) {
            return;
        }
        if (!isNew) {
            promises.violated("I5", key + " was written twice");
        }
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        if (key.startsWith("results/") && !answers.add(folder)) {
            promises.violated("I5", "a second answer in " + folder);
        }
    }
}
