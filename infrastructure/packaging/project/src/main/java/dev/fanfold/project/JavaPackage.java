package dev.fanfold.project;

import java.util.Arrays;
import javax.lang.model.SourceVersion;

/// The Java package of a project, which is also its Maven group.
public record JavaPackage(String text) {
    /// @throws IllegalArgumentException when it is not a package name, or reserved by Java or
    ///   Fanfold
    public JavaPackage {
        if (!SourceVersion.isName(text) || !text.equals(text.toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "--package must be lower-case names separated by dots, such as com.example.primes, not \""
                            + text
                            + "\"");
        }
        if (Arrays.stream(new String[] {"java", "javax", "dev.fanfold"})
                .anyMatch(other -> text.equals(other) || text.startsWith(other + "."))) {
            throw new IllegalArgumentException(
                    "the package " + text + " is reserved: give another --package");
        }
    }
}
