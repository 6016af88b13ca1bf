package dev.fanfold.local.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Changes the response of S3 to a read of a missing object from 404 to 403, if the function may
/// not list the bucket. S3 does so in order to hide from such a caller which objects exist.
///
/// The SDK finds it by its name in a resource file.
public final class MissingObjectInterceptor implements ExecutionInterceptor {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final ExecutionAttribute<String> MESSAGE =
            new ExecutionAttribute<>("MissingObjectMessage");

    @Override
    public SdkHttpResponse modifyHttpResponse(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        Environment environment = Environment.current();
        if (environment == null || response.statusCode() != NOT_FOUND) {
            return response;
        }
        Optional<String> message =
                AccessDenied.ofMissing(environment.pool().declared(), context.request());
        if (message.isEmpty()) {
            return response;
        }
        attributes.putAttribute(MESSAGE, message.get());
        return SdkHttpFullResponse.builder()
                .headers(response.headers())
                .removeHeader("Content-Length")
                .statusCode(FORBIDDEN)
                .statusText("Forbidden")
                .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String message = attributes.getAttribute(MESSAGE);
        return message == null || context.httpRequest().method() == SdkHttpMethod.HEAD
                ? context.responseBody()
                : context.responseBody().map(_ -> new ByteArrayInputStream(document(message)));
    }

    private static byte[] document(String message) {
        return "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
                .formatted(message)
                .getBytes(StandardCharsets.UTF_8);
    }
}
