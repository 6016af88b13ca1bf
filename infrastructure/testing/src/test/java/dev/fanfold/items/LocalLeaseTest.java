package dev.fanfold.items;

import dev.fanfold.aws.Settings;
import dev.fanfold.aws.TableRegisters;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.workload.Resources.Registers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Leases in the local DynamoDB.
class LocalLeaseTest extends LeaseContract {
    private static LocalCloud cloud;
    private static DynamoDbClient dynamo;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults().code(FunctionCode.classPath()));
        dynamo = cloud.clients().dynamodb();
    }

    @AfterAll
    static void close() {
        dynamo.close();
        cloud.close();
    }

    @Override
    Registers registers() {
        return TableRegisters.of(
                new Settings(Map.of("FANFOLD_JOBS_TABLE", cloud.output("JobsTable"))), dynamo);
    }
}
