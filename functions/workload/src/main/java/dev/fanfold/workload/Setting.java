package dev.fanfold.workload;

import java.util.Optional;

/// One thing that a workload can be told, or a family of such things.
///
/// A name that ends in `.*`, such as `select.*`, is a family: any setting whose name begins with
/// `select.` may be given, and none has to be.
///
/// @param defaultValue what it is when it is not given; a setting without one must be given
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

    /// Whether it must be given.
    public boolean isRequired() {
        return !isFamily() && defaultValue.isEmpty();
    }

    /// Whether a setting of this name is it, or belongs to it.
    public boolean accepts(String given) {
        return isFamily()
                ? given.startsWith(prefix()) && given.length() > prefix().length()
                : given.equals(name);
    }

    /// Its own name; of a family, what a member could be called that ends like the name given.
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
