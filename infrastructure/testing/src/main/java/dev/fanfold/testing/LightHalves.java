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

/// Runs the light half of each workload in a zip. [CoordinationZip] loads this class with the
/// classes of the zip.
///
/// The result consists of JDK classes only, because the caller has loaded other classes of the same
/// names.
final class LightHalves implements Callable<Map<String, String>> {
    private static final String SERVICES = "META-INF/services/" + Workload.class.getName();
    private final ClassLoader zip = LightHalves.class.getClassLoader();

    /// The error of each workload, by the name of its class; an empty text if it has no error.
    @Override
    public Map<String, String> call() throws IOException {
        Map<String, String> errorByWorkload = new TreeMap<>();
        for (URL file : Collections.list(zip.getResources(SERVICES))) {
            for (String type : types(file)) {
                errorByWorkload.put(type, errorOf(type));
            }
        }
        return errorByWorkload;
    }

    // The names of the workloads' classes. A ServiceLoader is not used, because its error does not
    // name the workload that needs a missing class.
    private static List<String> types(URL file) throws IOException {
        try (InputStream open = file.openStream()) {
            return new String(open.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private String errorOf(String type) {
        var lightHalf = new LightHalf(zip);
        try {
            lightHalf.run(type);
            return LightCode.missing(zip.loadClass(type)).entrySet().stream()
                    .map(entry -> needs(entry.getValue(), entry.getKey()))
                    .collect(Collectors.joining(", "));
        } catch (Exception | LinkageError e) {
            String missing = missing(e);
            return missing == null
                    ? "%s threw %s".formatted(lightHalf.step(), e)
                    : needs(lightHalf.step(), missing);
        }
    }

    private static String needs(String user, String missing) {
        return "%s needs %s, which is not there".formatted(user, missing);
    }

    /// The class that was not found, if that caused the failure.
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
