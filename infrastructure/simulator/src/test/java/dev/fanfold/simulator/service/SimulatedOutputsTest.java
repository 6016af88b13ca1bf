package dev.fanfold.simulator.service;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.testkit.OutputStoreContract;
import dev.fanfold.testkit.services.Services;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/// The outputs on AWS services fulfil their contract on the simulated S3.
@Timeout(60)
class SimulatedOutputsTest implements OutputStoreContract {
    private final OutputStore outputs = outputs(SimulatedServices.create());

    private static OutputStore outputs(Services services) {
        var settings = new Settings(Map.of("FANFOLD_RESULTS_BUCKET", services.bucket()));
        return AwsPorts.outputs(settings, services::s3);
    }

    @Override
    public OutputStore outputs() {
        return outputs;
    }
}
