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
    private static final String ANY = "*";

    public Setting {
        boolean hasAny = name.contains(ANY);
        if (hasAny && (!name.endsWith(".*") || name.indexOf(ANY) < 2 || defaultValue.isPresent())) {
            throw new IllegalArgumentException(
                    "a family of settings has a name like select.* and no default, unlike "
                            + name
                            + defaultValue.map(value -> " by default " + value).orElse(""));
        }
    }

    /// Whether it is a family.
    public boolean isFamily() {
        return name.endsWith(ANY);
    }

    /// Whether it is required.
    public boolean isRequired() {
        return !isFamily() && defaultValue.isEmpty();
    }

    /// Whether the name is that of this setting, or of a member of this family.
    public boolean accepts(String given) {
        return isFamily()
                ? given.startsWith(prefix()) && given.length() > prefix().length()
                : given.equals(name);
    }

    /// The setting's name, or the name of a family's member with the ending of this name.
    String nearest(String given) {
        int dot = given.indexOf('.') + 1;
        return isFamily() && dot > 0 && dot < given.length()
                ? prefix() + given.substring(dot)
                : name;
    }

    private String prefix() {
        return name.substring(0, name.length() - ANY.length());
    }
}
