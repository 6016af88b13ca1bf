package dev.fanfold.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// How calls that wait on the network are made at once, and made again.
public interface Calls {
    /// Does `what` with each, at most `width` at once. All have ended when this returns.
    ///
    /// @throws RuntimeException the first that one of them threw, the others suppressed in it
    <T> void forEach(List<T> each, int width, Consumer<T> what);

    /// Waits for up to this long before another try, so that what failed together does not come
    /// back together.
    void pause(Duration max);
}
