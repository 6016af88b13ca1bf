package @package@;

import dev.fanfold.testing.CoordinationZip;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Checks the built zips.
class ZipsIT {
    /// Fails if plan, merge, codec or preview use a library that `fanfold.light` in pom.xml does not list.
    @Test
    void everyFunctionFindsWhatItNeedsOfTheWorkloads() throws Exception {
        CoordinationZip.of(Path.of("template.yaml")).check();
    }
}
