package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;

/// The input is no longer what was pinned: the job fails whatever it tolerates, because two
/// versions of one object must never mix in one answer.
public final class InputChangedException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    public InputChangedException(Pin pin, String found) {
        super(
                "INPUT_CHANGED: %s changed while it was read: it was pinned as %s (%d bytes), and is now %s; run the job again"
                        .formatted(pin.uri(), pin.etag(), pin.size(), found));
    }
}
