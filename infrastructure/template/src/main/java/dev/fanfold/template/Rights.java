package dev.fanfold.template;

import java.util.List;
import java.util.Locale;

/// The rights of a role: the statements of its inline policies, and of the policies in the
/// templates that name it.
///
/// Conditions are not evaluated. A statement with a condition allows what it would allow if the
/// condition held, and denies nothing.
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
        /// No statement allows the call.
        NOT_ALLOWED,
        /// A statement denies the call. Another statement may allow it; the denial takes
        /// precedence.
        DENIED
    }

    /// The role's name.
    public String role() {
        return role;
    }

    /// Decides about a call.
    ///
    /// @param action for example `dynamodb:PutItem`, in upper or lower case
    /// @param resource an ARN, or `*` for an action without resources
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
    /// @param allows whether it allows what it covers; otherwise it denies that
    /// @param actions patterns of actions, in lower case
    record Statement(boolean allows, Patterns actions, Patterns resources) {
        /// @param action in lower case
        boolean covers(String action, String resource) {
            return actions.match(action) && resources.match(resource);
        }
    }

    /// The patterns of actions or of resources in a statement.
    ///
    /// @param except whether the statement covers everything that matches no pattern, as
    ///   `NotAction` and `NotResource` do
    record Patterns(List<String> patterns, boolean except) {
        Patterns {
            patterns = List.copyOf(patterns);
        }

        boolean match(String text) {
            return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text)) != except;
        }
    }
}
