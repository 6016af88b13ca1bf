package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Parts of a REST API that the local cloud cannot reproduce are rejected with file, line and name.
/// Each case changes one text in the valid templates that GatewayTest runs.
class ApiRefusalsTest {
    private static final Path VALID_TEMPLATES = Path.of("../local/src/test/resources/templates");

    @TempDir Path folder;

    /// One change that makes the templates invalid.
    ///
    /// @param replaced the text whose first occurrence in the file is replaced
    /// @param replacement the invalid text
    /// @param message a part of the expected error
    private record Invalid(String file, String replaced, String replacement, String message) {}

    private static final List<Invalid> CASES =
            List.of(
                    api("StageName: v1", "StageName: v/1", "may have letters"),
                    api("TracingEnabled: true", "CacheClusterEnabled: true", "CacheCluster"),
                    api("TracingEnabled: true", "BinaryMediaTypes: ['*/*']", "BinaryMediaTypes"),
                    api("TracingEnabled: true", "Auth: {}", "Auth"),
                    api("Name: AWS::Include", "Name: AWS::Macro", "one of [AWS::Include]"),
                    api("{Location: openapi.yaml}", "{Location: 's3://b/k'}", "a file's path"),
                    api("openapi: 3.0.1", "openapi: 3.1.0", "not 3.0"),
                    api("openapi: 3.0.1", "swagger: '2.0'", "openapi is missing"),
                    api("          /:", "          /{all+}:", "is not supported"),
                    document(
                            "  /slow:",
                            "  /jobs/{other}/x:",
                            "names a parameter differently from /jobs/{id}"),
                    document("    get:", "    trace:", "not a method of a REST API"),
                    document("    get:", "    x-amazon-apigateway-any-method:", "any-method"),
                    document("info:", "x-amazon-apigateway-policy:", "is not supported"),
                    document("type: aws_proxy", "type: mock", "one of [aws_proxy"),
                    document("httpMethod: POST", "httpMethod: GET", "one of [POST]"),
                    document("httpMethod: POST", "requestTemplates: {}", "requestTemplates"),
                    document("timeoutInMillis: 100", "timeoutInMillis: 30000", "50 to 29000"),
                    document("lambda:path/2015-03-31", "sqs:path", "which invokes no function"),
                    document("${Answers.Arn}/", "${Answers.Arn}x/", "no function of that name"),
                    document("${Gate.Arn}/", "${Gate.Arn}x/", "GET /gated/{id} is authorized by"),
                    document("      security: [{signed: []}]\n", "", "no security of its own"),
                    document("security: [{gate: []}]", "security: [{door: []}]", "names door"),
                    document("[{gate: []}]", "[{gate: []}, {signed: []}]", "name one scheme"),
                    document("authtype: awsSigv4", "authtype: oauth", "one of [awsSigv4, custom]"),
                    document("type: token", "type: cognito_user_pools", "one of [token, request]"),
                    document("\"Bearer [a-z-]+\"", "\"[\"", "is not a valid pattern"),
                    document("method.request.header.X-Who", "context.path", "only method.request."),
                    document("{Ref: Limit}", "!Ref Limit", "no short forms"),
                    document("{Ref: Limit}", "{Ref: Limits}", "Limits"));

    @TestFactory
    Stream<DynamicTest> unsupportedPartsAreRejected() {
        return CASES.stream()
                .map(invalid ->
                        DynamicTest.dynamicTest(
                                invalid.replacement() + " " + invalid.message(),
                                () -> assertRejected(invalid)));
    }

    private void assertRejected(Invalid invalid) throws IOException {
        int line = copy(invalid);

        assertThatThrownBy(
                        () -> Templates.read(folder.resolve("api.yaml"), Map.of(), queue -> queue))
                .isInstanceOf(TemplateException.class)
                // A field's name may be on the line above its value.
                .hasMessageMatching(
                        "(?s)\\Q%s\\E:(%d|%d): .*"
                                .formatted(folder.resolve(invalid.file()), line - 1, line))
                .hasMessageContaining(invalid.message());
    }

    /// Copies the templates with the change, and returns the line of the change.
    private int copy(Invalid invalid) throws IOException {
        int line = 0;
        for (String file : List.of("api.yaml", "openapi.yaml")) {
            String text = Files.readString(VALID_TEMPLATES.resolve(file));
            if (file.equals(invalid.file())) {
                int start = text.indexOf(invalid.replaced());
                line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
                text =
                        text.substring(0, start)
                                + invalid.replacement()
                                + text.substring(start + invalid.replaced().length());
            }
            Files.writeString(folder.resolve(file), text);
        }
        return line;
    }

    private static Invalid api(String replaced, String replacement, String message) {
        return new Invalid("api.yaml", replaced, replacement, message);
    }

    private static Invalid document(String replaced, String replacement, String message) {
        return new Invalid("openapi.yaml", replaced, replacement, message);
    }
}
