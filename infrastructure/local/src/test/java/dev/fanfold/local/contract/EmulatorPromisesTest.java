package dev.fanfold.local.contract;

import dev.fanfold.testkit.services.BucketPromises;
import dev.fanfold.testkit.services.ServicePromises;
import dev.fanfold.testkit.services.Services;
import org.junit.jupiter.api.Timeout;

/// The promises of the AWS services, checked on the emulators.
///
/// The emulators are ElasticMQ, DynamoDB Local and S3Proxy.
@Timeout(60)
class EmulatorPromisesTest implements ServicePromises, BucketPromises {
    private static final Services SERVICES = EmulatedServices.get().plain(EmulatorDifferences.ALL);

    @Override
    public Services services() {
        return SERVICES;
    }
}
