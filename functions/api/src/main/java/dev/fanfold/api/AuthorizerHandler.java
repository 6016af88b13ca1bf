package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.fanfold.aws.Settings;
import java.util.List;
import java.util.Map;

/// Lambda's door into the check of tokens: who the bearer is, and that they may call the API.
public final class AuthorizerHandler
        implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> {
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
    public IamPolicyResponseV1 handleRequest(
            APIGatewayCustomAuthorizerEvent event, Context context) {
        String subject = tokens.subject(event.getAuthorizationToken());
        return IamPolicyResponseV1.builder()
                .withPrincipalId(subject)
                .withPolicyDocument(
                        IamPolicyResponseV1.PolicyDocument.builder()
                                .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                                .withStatement(
                                        List.of(
                                                IamPolicyResponseV1.allowStatement(
                                                        stage(event.getMethodArn()))))
                                .build())
                .build();
    }

    // The answer is kept for a token and used for all its requests: it names the whole stage.
    private static String stage(String methodArn) {
        String[] parts = methodArn.split("/", 3);
        return parts[0] + "/" + parts[1] + "/*";
    }
}
