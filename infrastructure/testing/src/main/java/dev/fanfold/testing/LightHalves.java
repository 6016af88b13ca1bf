package dev.fanfold.testing;

import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The program that [CoordinationZip] runs with the classes of a zip: it runs the light half of
/// each workload that it finds there. Its answer is of the JDK's classes only.
final class LightHalves implements Callable<Map<String, String>> {
    private static final String SERVICES = "META-INF/services/" + Workload.class.getName();
    private final ClassLoader zip = LightHalves.class.getClassLoader();

    /// The workloads' classes by name, each with its errors, if any.
    @Override
    public Map<String, String> call() throws IOException {
        Map<String, String> faults = new TreeMap<>();
        for (URL file : Collections.list(zip.getResources(SERVICES))) {
            for (String type : types(file)) {
                faults.put(type, fault(type));
            }
        }
        return faults;
    }

    // By name and not with a ServiceLoader: that does not say whose a missing class is.
    private static List<String> types(URL file) throws IOException {
        try (InputStream open = file.openStream()) {
            return new String(open.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private String fault(String type) {
        var half = new LightHalf(zip);
        try {
            half.run(type);
            return LightCode.missing(zip.loadClass(type)).entrySet().stream()
                    .map(named -> needs(named.getValue(), named.getKey()))
                    .collect(Collectors.joining(", "));
        } catch (Exception | LinkageError e) {
            String missing = missing(e);
            return missing == null
                    ? "%s threw %s".formatted(half.step(), e)
                    : needs(half.step(), missing);
        }
    }

    private static String needs(String what, String missing) {
        return "%s needs %s, which is not there".formatted(what, missing);
    }

    /// The class that was not found, if that is the cause.
    private static @Nullable String missing(Throwable thrown) {
        String missing = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
                missing = String.valueOf(cause.getMessage()).replace('/', '.');
            }
        }
        return missing;
    }
}
