package dev.fanfold.local.contract;

import dev.fanfold.testkit.services.BucketPromises;
import dev.fanfold.testkit.services.ServicePromises;
import dev.fanfold.testkit.services.Services;
import org.junit.jupiter.api.Timeout;

/// What ElasticMQ, DynamoDB Local and S3Proxy keep of the promises of the services they stand for.
@Timeout(60)
class EmulatorPromisesTest implements ServicePromises, BucketPromises {
    private static final Services SERVICES = EmulatedServices.get().plain(EmulatorDifferences.ALL);

    @Override
    public Services services() {
        return SERVICES;
    }
}
