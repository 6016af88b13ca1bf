package dev.fanfold.template;

import java.util.List;
import java.util.Locale;

/// The statements of a role's own policies and of those that are attached to it.
///
/// Conditions are not evaluated. A statement that allows under a condition allows; a statement that
/// denies under a condition denies nothing.
public final class Rights {
    private final String role;
    private final List<Statement> statements;

    Rights(String role, List<Statement> statements) {
        this.role = role;
        this.statements = List.copyOf(statements);
    }

    /// IAM's decision about a call.
    public enum Decision {
        ALLOWED,
        /// No statement allows it.
        NOT_ALLOWED,
        /// A statement denies it, even if another allows it.
        DENIED
    }

    /// The role's name.
    public String role() {
        return role;
    }

    /// Decides about a call.
    ///
    /// @param action for example `dynamodb:PutItem`, in any case
    /// @param resource an ARN, or `*` for an action that knows no resources
    public Decision decide(String action, String resource) {
        String lower = action.toLowerCase(Locale.ROOT);
        Decision decision = Decision.NOT_ALLOWED;
        for (Statement statement : statements) {
            if (statement.covers(lower, resource)) {
                if (!statement.allows) {
                    return Decision.DENIED;
                }
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }

    /// One statement of a policy.
    ///
    /// @param actions in lower case
    record Statement(boolean allows, Patterns actions, Patterns resources) {
        boolean covers(String action, String resource) {
            return actions.match(action) && resources.match(resource);
        }
    }

    /// Patterns of a statement.
    ///
    /// @param except whether they name the exceptions, as `NotAction` does
    record Patterns(List<String> patterns, boolean except) {
        Patterns {
            patterns = List.copyOf(patterns);
        }

        boolean match(String text) {
            return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text)) != except;
        }
    }
}
