package dev.fanfold.template;

import static dev.fanfold.template.Rule.change;
import static dev.fanfold.template.Rule.that;
import static dev.fanfold.template.Rule.without;

import dev.fanfold.template.Application.Resource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Rules about encryption: stored data are encrypted, with the key of the parameter if it is set.
final class KeyRules {
    static final String PARAMETER = "EncryptionKey";
    static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d";

    private static final String IF_KEY = "!If \\[HasKey, !Ref EncryptionKey, !Ref AWS::NoValue]";

    static final List<Rule> ALL =
            List.of(
                    that(
                            "all stored data are encrypted with the user's own key",
                            KeyRules::ownKey,
                            change(" +EncryptionKey: !Ref EncryptionKey\n", ""),
                            change("(K\\w+: )" + IF_KEY, "$1 some"),
                            change("KMSMasterKeyID: !Ref EncryptionKey", "KMSMasterKeyID: some")),
                    that(
                            "without a key of the user's own, queues have SQS's",
                            KeyRules::defaultKey,
                            without("SqsManagedSseEnabled")),
                    that(
                            "every function may use the key",
                            KeyRules::mayUse,
                            change("kms:Decrypt, ", ""),
                            change("\\[HasKey, !Ref EncryptionKey, !Sub", "[HasKey, some, !Sub")));

    private KeyRules() {}

    private static Stream<String> ownKey(Application all) {
        return all.parameters().containsKey(PARAMETER)
                ? Stream.of(
                                unless(all.queues(), queue -> queue.at("KmsMasterKeyId")),
                                unless(
                                        all.all("AWS::DynamoDB::Table"),
                                        table -> table.at("SSESpecification", "KMSMasterKeyId")),
                                unless(all.all("AWS::Logs::LogGroup"), log -> log.at("KmsKeyId")),
                                unless(all.functions(), function -> function.at("KmsKeyArn")),
                                unless(all.buckets(), KeyRules::keyOf))
                        .flatMap(found -> found)
                : Stream.of();
    }

    private static Stream<String> unless(
            Stream<Resource> resources, Function<Resource, Piece> key) {
        return resources
                .filter(resource -> !key.apply(resource).text().equals(KEY))
                .map(resource -> resource + ": is not encrypted with " + PARAMETER);
    }

    private static Piece keyOf(Resource bucket) {
        return bucket.at("BucketEncryption", "ServerSideEncryptionConfiguration")
                .items()
                .map(rule -> rule.at("ServerSideEncryptionByDefault", "KMSMasterKeyID"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> defaultKey(Application all) {
        return all.queues()
                .filter(queue ->
                        queue.at("SqsManagedSseEnabled").exists()
                                == all.parameters().containsKey(PARAMETER))
                .map(queue -> queue + ": SqsManagedSseEnabled belongs to queues without a key");
    }

    private static Stream<String> mayUse(Application all) {
        return all.parameters().containsKey(PARAMETER)
                ? all.functions()
                        .filter(function ->
                                all.role(function).stream()
                                        .flatMap(role -> RoleRules.statements(all, role, "Allow"))
                                        .noneMatch(KeyRules::allowsKey))
                        .map(function -> function + ": its role must allow the use of " + PARAMETER)
                : Stream.of();
    }

    private static boolean allowsKey(Piece statement) {
        return statement.at("Resource").texts().anyMatch(KEY::equals)
                && statement
                        .at("Action")
                        .texts()
                        .toList()
                        .containsAll(List.of("kms:Decrypt", "kms:GenerateDataKey"));
    }
}
