package @package@;

import dev.fanfold.testing.CoordinationZip;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is deployed, once it is built.
class ZipsIT {
    /// A library that plan, merge, codec or preview use is declared as `fanfold.light` in pom.xml.
    @Test
    void everyFunctionFindsWhatItNeedsOfTheWorkloads() throws Exception {
        CoordinationZip.of(Path.of("template.yaml")).check();
    }
}
