package dev.fanfold.project;

import java.util.Arrays;
import javax.lang.model.SourceVersion;

/// The Java package of a project, which is also its Maven group.
public record JavaPackage(String text) {
    /// @throws IllegalArgumentException when Java or Fanfold takes no such package
    public JavaPackage {
        if (!SourceVersion.isName(text) || !text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "a package is lower-case names with dots between, such as com.example.primes, not \""
                            + text
                            + "\"");
        }
        if (Arrays.stream(new String[] {"java", "javax", "dev.fanfold"})
                .anyMatch(other -> text.equals(other) || text.startsWith(other + "."))) {
            throw new IllegalArgumentException(
                    "the package " + text + " is not yours: give another --package");
        }
    }
}
