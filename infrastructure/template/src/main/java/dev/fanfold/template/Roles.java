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

/// The roles of a template and of its nested stacks, with every policy that is attached to one.
final class Roles {
    private static final String ARN = "arn:aws:iam::" + Aws.ACCOUNT + ":role/";
    private final Map<String, List<Statement>> statements = new HashMap<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> managed = new HashSet<>();

    static String arn(String role) {
        return ARN + role;
    }

    void role(Stack.Resource role) {
        declared.add(role.name());
        if (role.properties().has("ManagedPolicyArns")) {
            managed.add(role.name());
        }
        for (Value policy : role.properties().items("Policies")) {
            if (policy instanceof Value.Fields fields) {
                add(role.name(), new Properties(role.id() + " Policies", fields));
            }
        }
    }

    /// Adds a policy that is declared apart from its roles.
    void policy(Stack.Resource policy) {
        Stream.concat(
                        policy.properties().texts("Roles").stream(),
                        policy.properties().optional("RoleName").stream())
                .forEach(role -> add(role, policy.properties()));
    }

    private void add(String role, Properties policy) {
        policy.fields("PolicyDocument").stream()
                .flatMap(document -> statements(new Properties("PolicyDocument", document)))
                .map(Roles::statement)
                .forEach(statement ->
                        statements.computeIfAbsent(role, _ -> new ArrayList<>()).add(statement));
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

    private static Statement statement(Properties written) {
        boolean allows = written.choice("Effect", "Allow", "Deny").equals("Allow");
        Patterns actions = patterns(written, "Action");
        return new Statement(
                allows,
                // Conditions are not evaluated, so a denial under a condition denies nothing.
                !allows && written.has("Condition")
                        ? new Patterns(List.of(), false)
                        : new Patterns(
                                actions.patterns().stream()
                                        .map(action -> action.toLowerCase(Locale.ROOT))
                                        .toList(),
                                actions.except()),
                patterns(written, "Resource"));
    }

    private static Patterns patterns(Properties statement, String name) {
        boolean except = statement.has("Not" + name);
        List<String> patterns = statement.texts(except ? "Not" + name : name);
        if (patterns.isEmpty()) {
            throw statement.refuse(name, "is missing");
        }
        return new Patterns(patterns, except);
    }

    /// The rights of a role. Empty if the templates do not declare all of them, because the role is
    /// declared elsewhere or has managed policies.
    Optional<Rights> of(String arn) {
        String role = arn.startsWith(ARN) ? arn.substring(ARN.length()) : "";
        return declared.contains(role) && !managed.contains(role)
                ? Optional.of(new Rights(role, statements.getOrDefault(role, List.of())))
                : Optional.empty();
    }
}
