import dev.fanfold.local.LocalCloud;
import dev.fanfold.template.Function;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Lambda environment: the runtime interface client and a handler in a separate process.
final class Environment implements AutoCloseable {
    private final RuntimeApi api = new RuntimeApi();
    private final Process process;
    private final long started;
    private final Paths paths;

    record Paths(Path jdk, Path runtime, Path unpacked) {}

    /// Wall and processor time used since the start.
    record Times(double wall, double cpu) {
        Times minus(Times earlier) {
            return new Times(wall - earlier.wall, cpu - earlier.cpu);
        }
    }

    Environment(Variant variant, Function function, LocalCloud cloud, Paths paths) throws IOException {
        this.paths = paths;
        ProcessBuilder builder =
                new ProcessBuilder(
                        variant.command(paths.jdk, paths.runtime, paths.unpacked, function.memory(), function.handler()));
        builder.directory(paths.unpacked.toFile());
        builder.redirectErrorStream(true).redirectOutput(paths.unpacked.resolve("out").toFile());
        builder.environment().clear();
        builder.environment().putAll(function.environment());
        builder.environment().putAll(lambdaVariables(variant, function, cloud));
        started = System.nanoTime();
        process = builder.start();
        process.onExit().thenRun(() -> api.end("see " + paths.unpacked.resolve("out")));
    }

    private Map<String, String> lambdaVariables(Variant variant, Function function, LocalCloud cloud) {
        var variables = new java.util.HashMap<String, String>();
        variables.put("PATH", "/usr/bin:/bin");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memory());
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_ENDPOINT_URL_SQS", cloud.endpoints().sqs().toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", cloud.endpoints().dynamodb().toString());
        variables.put("AWS_ENDPOINT_URL_S3", cloud.endpoints().s3().toString());
        if (variant.snapshot()) {
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api.address() + "/credentials");
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
        } else {
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
            variables.put("AWS_ACCESS_KEY_ID", "local");
            variables.put("AWS_SECRET_ACCESS_KEY", "local");
        }
        return variables;
    }

    RuntimeApi api() {
        return api;
    }

    Times times() {
        return new Times((System.nanoTime() - started) / 1e9, cpu().toMillis() / 1e3);
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// The number of a package's methods that the JVM has compiled at a level: 1 to 3 are C1, 4 is
    /// C2.
    long compiled(String packageName, int level) throws IOException {
        var jcmd =
                new ProcessBuilder(paths.jdk.resolve("bin/jcmd").toString(), "" + process.pid(), "Compiler.codelist").start();
        String list = new String(jcmd.getInputStream().readAllBytes());
        return list.lines()
                .filter(line -> line.matches("\\d+ +" + level + " .*" + packageName.replace(".", "\\.") + ".*"))
                .count();
    }

    /// Ends the process with SIGTERM, as Lambda does, and waits, because a recording JVM writes its
    /// cache when it ends.
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(200, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the function did not end after SIGTERM");
        }
        api.close();
    }
}
