package dev.fanfold.template;

import dev.fanfold.template.Rights.Patterns;
import dev.fanfold.template.Rights.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Collects the roles of a template and of its nested stacks, with the statements of their
/// policies.
final class Roles {
    private static final String ARN_PREFIX = "arn:aws:iam::" + Aws.ACCOUNT + ":role/";
    private final Map<String, List<Statement>> statementsByRole = new HashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> withManagedPolicies = new HashSet<>();

    static String arn(String role) {
        return ARN_PREFIX + role;
    }

    /// Adds a role with its inline policies.
    void addRole(Stack.Resource role) {
        declared.add(role.name());
        if (role.properties().has("ManagedPolicyArns")) {
            withManagedPolicies.add(role.name());
        }
        for (Value policy : role.properties().items("Policies")) {
            if (policy instanceof Value.Fields fields) {
                addStatements(role.name(), new Properties(role.id() + " Policies", fields));
            }
        }
    }

    /// Adds the statements of a policy that is a resource of its own, to each role that it names.
    void addPolicy(Stack.Resource policy) {
        Stream.concat(
                        policy.properties().texts("Roles").stream(),
                        policy.properties().optionalText("RoleName").stream())
                .forEach(role -> addStatements(role, policy.properties()));
    }

    private void addStatements(String role, Properties policy) {
        policy.fields("PolicyDocument").stream()
                .flatMap(document -> statements(new Properties("PolicyDocument", document)))
                .map(Roles::statement)
                .forEach(statement ->
                        statementsByRole
                                .computeIfAbsent(role, _ -> new ArrayList<>())
                                .add(statement));
    }

    private static Stream<Properties> statements(Properties document) {
        List<Value> all =
                document.value("Statement")
                        .map(value ->
                                value instanceof Value.Fields single
                                        ? List.<Value>of(single)
                                        : document.items("Statement"))
                        .orElseThrow(() -> document.refuse("Statement", "is missing"));
        return all.stream()
                .filter(Value.Fields.class::isInstance)
                .map(fields -> new Properties("a policy's statement", (Value.Fields) fields));
    }

    private static Statement statement(Properties statement) {
        boolean allows = statement.choice("Effect", "Allow", "Deny").equals("Allow");
        Patterns actions = patterns(statement, "Action");
        return new Statement(
                allows,
                // Conditions are not evaluated, so a denial with a condition denies nothing.
                !allows && statement.has("Condition")
                        ? new Patterns(List.of(), false)
                        : new Patterns(
                                actions.patterns().stream()
                                        .map(action -> action.toLowerCase(Locale.ROOT))
                                        .toList(),
                                actions.except()),
                patterns(statement, "Resource"));
    }

    // Reads for example `Action`, or else `NotAction`.
    private static Patterns patterns(Properties statement, String name) {
        boolean except = statement.has("Not" + name);
        List<String> patterns = statement.texts(except ? "Not" + name : name);
        if (patterns.isEmpty()) {
            throw statement.refuse(name, "is missing");
        }
        return new Patterns(patterns, except);
    }

    /// The rights of the role with this ARN. Empty if the templates do not declare all of them,
    /// because the role is declared elsewhere or has managed policies.
    Optional<Rights> of(String arn) {
        String role = arn.startsWith(ARN_PREFIX) ? arn.substring(ARN_PREFIX.length()) : "";
        return declared.contains(role) && !withManagedPolicies.contains(role)
                ? Optional.of(new Rights(role, statementsByRole.getOrDefault(role, List.of())))
                : Optional.empty();
    }
}
