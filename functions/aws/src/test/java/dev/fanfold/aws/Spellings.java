package dev.fanfold.aws;

import java.util.List;
import java.util.random.RandomGenerator;

/// References to uploads as an attacker writes them to read another caller's upload.
final class Spellings {
    private static final List<String> UP =
            List.of(
                    "..",
                    "%2e%2e",
                    "%2E%2e",
                    ".%2e",
                    "%252e%252e",
                    "．．",
                    "..;",
                    "..%00",
                    ".",
                    "",
                    "...",
                    "%c0%ae%c0%ae",
                    "..\\..");
    private static final List<String> SLASHES =
            List.of("/", "/", "/", "%2f", "%2F", "%252f", "\\", "%5c", "//", "∕", "/./");
    private static final List<String> CHARACTERS =
            List.of(
                    "a",
                    "0",
                    "/",
                    ".",
                    "%",
                    "?",
                    "#",
                    "@",
                    ":",
                    "\\",
                    "+",
                    " ",
                    "é",
                    "\uD83D\uDE00",
                    "\u0000",
                    "\n",
                    "?versionId=1",
                    "%25",
                    "$",
                    "{filename}",
                    "A",
                    "u:p@",
                    ":443");

    private Spellings() {}

    /// Begins with the caller's own path, climbs out of it, and ends with another caller's path.
    /// Then a few characters are changed.
    static String of(String own, String others, RandomGenerator random) {
        String[] parts = own.split("/", -1);
        var text = new StringBuilder(parts[0] + "//" + parts[2]);
        for (int i = 3; i < 3 + random.nextInt(parts.length - 2); i++) {
            text.append('/').append(parts[i]);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(one(SLASHES, random)).append(one(UP, random));
        }
        String[] foreign = others.split("/", -1);
        for (int i = 3 + random.nextInt(foreign.length - 2); i < foreign.length; i++) {
            text.append(one(SLASHES, random)).append(foreign[i]);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            text.replace(
                    at, Math.min(text.length(), at + random.nextInt(2)), one(CHARACTERS, random));
        }
        return text.toString();
    }

    private static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
