package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;

/// The input differs from the pinned one.
///
/// The job fails even if it tolerates losses, because an answer must not mix two versions of an
/// object.
public final class InputChangedException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    /// @param found a description of the object that was found instead
    public InputChangedException(Pin pin, String found) {
        super(
                "INPUT_CHANGED: %s changed while it was read: it was pinned as %s (%d bytes), and is now %s; run the job again"
                        .formatted(pin.uri(), pin.etag(), pin.size(), found));
    }
}
