package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.fanfold.aws.Settings;
import java.util.List;
import java.util.Map;

/// The Lambda handler of API Gateway's authorizer. For a valid token it returns the token's subject
/// and a policy that allows the call.
///
/// The response is a plain map, because the response class of the events library writes a null
/// `Condition` into each statement.
public final class AuthorizerHandler
        implements RequestHandler<APIGatewayCustomAuthorizerEvent, Map<String, Object>> {
    private final Tokens tokens;

    public AuthorizerHandler() {
        this(Settings.environment());
    }

    public AuthorizerHandler(Map<String, String> environment) {
        this(Wiring.tokens(Settings.authorizer(environment)));
    }

    AuthorizerHandler(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Map<String, Object> handleRequest(
            APIGatewayCustomAuthorizerEvent event, Context context) {
        String subject = tokens.subject(event.getAuthorizationToken());
        var statement =
                Map.of(
                        "Effect", "Allow",
                        "Action", "execute-api:Invoke",
                        "Resource", wholeStage(event.getMethodArn()));
        return Map.of(
                "principalId",
                subject,
                "policyDocument",
                Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }

    // API Gateway caches the response and uses it for other requests with the same token, so the
    // policy covers every method of the stage.
    private static String wholeStage(String methodArn) {
        String[] parts = methodArn.split("/", 3);
        return parts[0] + "/" + parts[1] + "/*";
    }
}
