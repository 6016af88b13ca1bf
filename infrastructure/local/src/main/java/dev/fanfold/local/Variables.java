package dev.fanfold.local;

import dev.fanfold.template.Aws;
import dev.fanfold.template.Function;
import java.util.Map;

/// The environment variables that Lambda sets, and the SDK's local endpoints.
final class Variables {
    private Variables() {}

    static Map<String, String> of(Function function, Endpoints endpoints) {
        return Map.of(
                "AWS_REGION",
                Aws.REGION,
                "AWS_ACCESS_KEY_ID",
                Aws.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                Aws.SECRET_KEY,
                "AWS_ENDPOINT_URL_SQS",
                endpoints.sqs().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                endpoints.dynamodb().toString(),
                "AWS_ENDPOINT_URL_S3",
                endpoints.s3().toString(),
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "" + function.memory());
    }
}
