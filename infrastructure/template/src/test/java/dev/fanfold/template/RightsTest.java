package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.template.Rights.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// [Rights] decides about calls as IAM does.
class RightsTest {
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/T";

    @TempDir Path folder;

    private Rights rights(String statement) throws IOException {
        return function("ROLE", statement).rights().orElseThrow();
    }

    private Function function(String role, String statement) throws IOException {
        String yaml =
                """
                Resources:
                  R:
                    Type: AWS::IAM::Role
                    Properties:
                      MORE
                      Policies:
                        - PolicyName: own
                          PolicyDocument: {Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: a}]}
                  P:
                    Type: AWS::IAM::Policy
                    Properties: {Roles: [!Ref R], PolicyDocument: {Statement: STATEMENT}}
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: a.B, Role: ROLE}
                """
                        .replace("MORE", role.equals("MANAGED") ? "ManagedPolicyArns: [a]" : "")
                        .replace(
                                "ROLE",
                                role.equals("ELSEWHERE")
                                        ? "arn:aws:iam::1:role/x"
                                        : "!GetAtt R.Arn")
                        .replace("STATEMENT", statement);
        Path file = Files.writeString(folder.resolve("template.yaml"), yaml);
        return Templates.read(file, Map.of(), queue -> queue).functions().getFirst();
    }

    @Test
    void aCallThatNoStatementAllowsIsNotAllowed() throws IOException {
        Rights rights =
                rights("[{Effect: Allow, Action: [dynamodb:PutItem], Resource: '" + TABLE + "'}]");

        assertThat(rights.role()).isEqualTo("fanfold-R");
        assertThat(rights.decide("dynamodb:PutItem", TABLE)).isEqualTo(Decision.ALLOWED);
        assertThat(rights.decide("DynamoDB:putitem", TABLE)).isEqualTo(Decision.ALLOWED);
        assertThat(rights.decide("sqs:SendMessage", "a")).isEqualTo(Decision.ALLOWED);
        assertThat(rights.decide("dynamodb:GetItem", TABLE)).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(rights.decide("dynamodb:PutItem", TABLE + "x")).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(rights.decide("dynamodb:PutItem", TABLE.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    @Test
    void aDenialTakesPrecedence() throws IOException {
        Rights rights =
                rights(
                        "[{Effect: Deny, Action: dynamodb:Scan, Resource: '*/T'}, {Effect: Allow, Action: 'dynamodb:*', Resource: '*'}]");

        assertThat(rights.decide("dynamodb:Scan", TABLE)).isEqualTo(Decision.DENIED);
        assertThat(rights.decide("dynamodb:Scan", TABLE + "/index/i")).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void notActionAndNotResourceCoverEverythingElse() throws IOException {
        Rights rights =
                rights(
                        "[{Effect: Allow, NotAction: 'iam:*', Resource: '*'}, {Effect: Deny, Action: s3:PutObject, NotResource: 'arn:aws:s3:::b/uploads/*'}]");

        assertThat(rights.decide("iam:PassRole", "x")).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(rights.decide("s3:PutObject", "arn:aws:s3:::b/uploads/k"))
                .isEqualTo(Decision.ALLOWED);
        assertThat(rights.decide("s3:PutObject", "arn:aws:s3:::b/upload"))
                .isEqualTo(Decision.DENIED);
    }

    @Test
    void aStatementWithAConditionAllowsButDeniesNothing() throws IOException {
        String condition = "Condition: {Bool: {'aws:SecureTransport': 'false'}}";
        Rights rights =
                rights(
                        "[{Effect: Allow, Action: a:b, Resource: r, %s}, {Effect: Deny, Action: a:b, Resource: r, %s}]"
                                .formatted(condition, condition));

        assertThat(rights.decide("a:b", "r")).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void aSingleStatementIsAListOfOne() throws IOException {
        assertThat(rights("{Effect: Allow, Action: a:b, Resource: r}").decide("a:b", "r"))
                .isEqualTo(Decision.ALLOWED);
    }

    @Test
    void theRightsOfARoleDeclaredElsewhereAreUnknown() throws IOException {
        String any = "[{Effect: Allow, Action: a:b, Resource: r}]";

        assertThat(function("MANAGED", any).rights()).isEmpty();
        assertThat(function("ELSEWHERE", any).rights()).isEmpty();
    }

    @Test
    void invalidStatementsAreRejected() {
        assertThatThrownBy(() -> rights("[{Effect: Perhaps, Action: a:b, Resource: r}]"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("Effect is Perhaps", "[Allow, Deny]");
        assertThatThrownBy(() -> rights("[{Effect: Allow, Resource: r}]"))
                .hasMessageContaining("Action is missing");
        assertThatThrownBy(() -> rights("[{Effect: Allow, Action: a:b}]"))
                .hasMessageContaining("Resource is missing");
    }

    @Test
    void wildcardsMatchAsRegularExpressionsDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            String pattern = randomText(random, "ab*?");
            String text = randomText(random, "ab");
            String regular =
                    pattern.chars()
                            .mapToObj(character ->
                                    character == '*'
                                            ? ".*"
                                            : character == '?'
                                                    ? "."
                                                    : Pattern.quote("" + (char) character))
                            .collect(Collectors.joining());
            assertThat(Wildcard.matches(pattern, text))
                    .as("%s on %s, seed %d", pattern, text, seed)
                    .isEqualTo(text.matches(regular));
        }
    }

    private static String randomText(Random random, String alphabet) {
        return random.ints(random.nextInt(7), 0, alphabet.length())
                .mapToObj(index -> "" + alphabet.charAt(index))
                .collect(Collectors.joining());
    }
}
