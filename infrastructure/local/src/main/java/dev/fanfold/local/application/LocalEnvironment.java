package dev.fanfold.local.application;

import dev.fanfold.local.LocalCloud;
import dev.fanfold.template.Aws;
import java.util.LinkedHashMap;
import java.util.Map;

/// The environment variables that direct programs to a local cloud.
public final class LocalEnvironment {
    private LocalEnvironment() {}

    /// The SDK's variables, and the names of the application's resources.
    public static Map<String, String> of(LocalCloud cloud) {
        var variables = new LinkedHashMap<>(sdk(cloud));
        variables.putAll(Outputs.environment(cloud.outputs(), cloud::output));
        String api = cloud.outputs().get("ApiUrl");
        if (api != null) {
            variables.put("FANFOLD_API_URL", api); // only the gateway can invoke functions here
        }
        return variables;
    }

    /// The variables that every AWS SDK and the AWS command line read.
    public static Map<String, String> sdk(LocalCloud cloud) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_REGION", Aws.REGION);
        // boto3 and version 1 of the command line read this one.
        variables.put("AWS_DEFAULT_REGION", Aws.REGION);
        variables.put("AWS_ACCESS_KEY_ID", Aws.ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", Aws.SECRET_KEY);
        variables.put("AWS_ENDPOINT_URL_SQS", cloud.endpoints().sqs().toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", cloud.endpoints().dynamodb().toString());
        variables.put("AWS_ENDPOINT_URL_S3", cloud.endpoints().s3().toString());
        return variables;
    }
}
