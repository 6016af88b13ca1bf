package dev.fanfold.localstack;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Runs the suite on the local cloud.
@Tag("slow") // a job past its deadline is ended after a minute
class LocalCloudEndToEndTest extends EndToEnd {
    @TempDir static Path data;

    @Override
    Target deployed() throws Exception {
        return new LocalCloudTarget(DrillProject.localTemplate(), DrillProject.PARAMETERS, data);
    }
}
