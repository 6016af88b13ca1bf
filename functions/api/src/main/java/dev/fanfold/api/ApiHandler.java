package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import java.util.Map;

/// The Lambda handler of the REST API. It receives requests from API Gateway.
public final class ApiHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Journal journal = new Journal();
    private final Api api;

    public ApiHandler() {
        this(Settings.environment());
    }

    public ApiHandler(Map<String, String> environment) {
        this(Wiring.api(Settings.api(environment)));
    }

    ApiHandler(Api api) {
        this.api = api;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(
            APIGatewayProxyRequestEvent event, Context context) {
        return journal.write(context, entry -> api.answer(event, entry).event());
    }
}
