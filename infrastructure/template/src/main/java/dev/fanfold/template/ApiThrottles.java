package dev.fanfold.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `MethodSettings`: how many requests a method takes. `/*` and `*` stand for each method, not for
/// all together.
final class ApiThrottles {
    private static final String ALL = "* /*";

    private final Map<String, Properties> settings = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>(Set.of(ALL));

    private ApiThrottles() {}

    static ApiThrottles of(Properties api) {
        ApiThrottles throttles = new ApiThrottles();
        for (Properties setting : api.parts("MethodSettings", Parts.METHOD_SETTING)) {
            String key = setting.text("HttpMethod") + " " + path(setting);
            if (throttles.settings.put(key, setting) != null) {
                throw setting.refuse("ResourcePath", key + " is written twice");
            }
        }
        return throttles;
    }

    // CloudFormation writes /~1jobs~1{id} for /jobs/{id}.
    private static String path(Properties setting) {
        String path = setting.text("ResourcePath");
        return path.startsWith("/~1") ? path.substring(1).replace("~1", "/") : path;
    }

    /// The most exact setting.
    Optional<Api.Throttle> of(String method, String path) {
        for (String key : new String[] {method + " " + path, "* " + path, ALL}) {
            Properties setting = settings.get(key);
            if (setting != null) {
                used.add(key);
                return throttle(setting);
            }
        }
        return Optional.empty();
    }

    /// That every setting is one of a method that is there.
    void checkUsed() {
        settings.forEach((key, setting) -> {
            if (!used.contains(key)) {
                throw setting.refuse("ResourcePath", "is of " + key + ", which is no method");
            }
        });
    }

    private static Optional<Api.Throttle> throttle(Properties setting) {
        if (!setting.has("ThrottlingRateLimit") && !setting.has("ThrottlingBurstLimit")) {
            return Optional.empty();
        }
        String rate = setting.text("ThrottlingRateLimit");
        if (!rate.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            throw setting.refuse("ThrottlingRateLimit", "is " + rate + ", but must be a number");
        }
        setting.text("ThrottlingBurstLimit"); // the account's own limit is not known here
        int burst = setting.integer("ThrottlingBurstLimit", 0, 0, 1_000_000);
        return Optional.of(new Api.Throttle(Double.parseDouble(rate), burst));
    }
}
