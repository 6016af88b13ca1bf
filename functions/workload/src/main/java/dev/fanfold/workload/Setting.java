package dev.fanfold.workload;

import java.util.Optional;

/// One setting of a workload, or a family of settings.
///
/// A name that ends in `.*` is a family. For `select.*`, a job may set any names that begin with
/// `select.`, or none.
///
/// @param defaultValue its value if the job does not set it; a setting without a default is
///   required
public record Setting(String name, String meaning, Optional<String> defaultValue) {
    private static final String WILDCARD = "*";

    public Setting {
        boolean hasWildcard = name.contains(WILDCARD);
        if (hasWildcard
                && (!name.endsWith(".*")
                        || name.indexOf(WILDCARD) < 2
                        || defaultValue.isPresent())) {
            throw new IllegalArgumentException(
                    "a family of settings has a name like select.* and no default, unlike "
                            + name
                            + defaultValue.map(value -> " by default " + value).orElse(""));
        }
    }

    /// Whether this is a family of settings.
    public boolean isFamily() {
        return name.endsWith(WILDCARD);
    }

    /// Whether a job must set it.
    public boolean isRequired() {
        return !isFamily() && defaultValue.isEmpty();
    }

    /// Whether this is the name of the setting, or of a member of the family.
    public boolean accepts(String candidate) {
        return isFamily()
                ? candidate.startsWith(prefix()) && candidate.length() > prefix().length()
                : candidate.equals(name);
    }

    /// The name that the author of an unknown name may have meant. For a family `select.*`,
    /// `selct.x` gives `select.x`; for a single setting, the result is its name.
    String nearest(String unknown) {
        int suffix = unknown.indexOf('.') + 1;
        return isFamily() && suffix > 0 && suffix < unknown.length()
                ? prefix() + unknown.substring(suffix)
                : name;
    }

    private String prefix() {
        return name.substring(0, name.length() - WILDCARD.length());
    }
}
