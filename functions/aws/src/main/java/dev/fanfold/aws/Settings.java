package dev.fanfold.aws;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings in a function's environment, read once when it starts.
///
/// Each function has a factory method, whose error names all missing variables together.
public record Settings(Map<String, String> values) {
    private static final String JOBS = "FANFOLD_JOBS_TABLE";
    private static final String REPORTS = "FANFOLD_REPORTS_TABLE";
    private static final String RESULTS = "FANFOLD_RESULTS_BUCKET";
    private static final String DISPATCH = "FANFOLD_DISPATCH_QUEUE_URL";
    private static final String APPLICATION = "FANFOLD_APPLICATION";
    private static final String POOL = "FANFOLD_POOL";
    private static final String INBOX = "FANFOLD_INBOX_BUCKET";
    private static final String JWT_ISSUER = "FANFOLD_JWT_ISSUER";
    private static final String JWT_AUDIENCE = "FANFOLD_JWT_AUDIENCE";
    private static final String JWT_KEYS = "FANFOLD_JWT_KEYS_URL";
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_";
    private static final Pattern TRACE_ROOT =
            Pattern.compile("(?:^|;)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)");

    public Settings {
        values = Map.copyOf(values);
    }

    /// The environment of this process. It is read nowhere else.
    public static Map<String, String> environment() {
        return System.getenv();
    }

    /// X-Ray's id of the trace to which this invocation belongs; empty if it has none. Lambda's
    /// Java runtime sets it for each invocation, as a property and not as a variable.
    public static Optional<String> traceId() {
        String header = System.getProperty("com.amazonaws.xray.traceHeader", "");
        return TRACE_ROOT.matcher(header).results().map(root -> root.group(1)).findFirst();
    }

    public static Settings dispatcher(Map<String, String> environment) {
        return requiring("dispatcher", environment, JOBS, REPORTS, RESULTS, DISPATCH, APPLICATION);
    }

    public static Settings worker(Map<String, String> environment) {
        return requiring("worker", environment, JOBS, REPORTS, RESULTS, APPLICATION, POOL);
    }

    public static Settings aggregator(Map<String, String> environment) {
        return requiring("aggregator", environment, JOBS, REPORTS, RESULTS, APPLICATION);
    }

    public static Settings keeper(Map<String, String> environment) {
        return requiring("keeper", environment, JOBS, REPORTS, RESULTS, DISPATCH, APPLICATION);
    }

    public static Settings deadLetters(Map<String, String> environment) {
        return requiring("dead letters", environment, JOBS, REPORTS, RESULTS);
    }

    public static Settings api(Map<String, String> environment) {
        return requiring("api", environment, JOBS, REPORTS, RESULTS, DISPATCH, INBOX, APPLICATION);
    }

    /// The settings of the authorizer.
    public static Settings authorizer(Map<String, String> environment) {
        return requiring("authorizer", environment, JWT_ISSUER, JWT_AUDIENCE, JWT_KEYS);
    }

    private static Settings requiring(
            String function, Map<String, String> environment, String... names) {
        String missing =
                String.join(
                        ", ",
                        Stream.of(names)
                                .filter(name -> environment.getOrDefault(name, "").isBlank())
                                .toList());
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    function
                            + " cannot start: its environment lacks "
                            + missing
                            + "; set them in the function's template");
        }
        return new Settings(environment);
    }

    String jobsTable() {
        return required(JOBS);
    }

    String reportsTable() {
        return required(REPORTS);
    }

    String resultsBucket() {
        return required(RESULTS);
    }

    String inboxBucket() {
        return required(INBOX);
    }

    /// The owner of jobs of a caller whom the gateway does not name, as emulators do.
    public Optional<String> unnamedCaller() {
        return find("FANFOLD_UNNAMED_CALLER");
    }

    /// The issuer of accepted tokens, their `iss`.
    public String jwtIssuer() {
        return required(JWT_ISSUER);
    }

    /// The audience of accepted tokens, their `aud`.
    public String jwtAudience() {
        return required(JWT_AUDIENCE);
    }

    /// The address of the issuer's public keys, a JSON Web Key Set.
    public String jwtKeysUrl() {
        return required(JWT_KEYS);
    }

    Optional<String> dispatchQueueUrl() {
        return find(DISPATCH);
    }

    /// The name of the application. The names of its pools' queues begin with it.
    String application() {
        return required(APPLICATION);
    }

    /// The pool of this function; empty if it serves all pools.
    Optional<String> pool() {
        return find(POOL);
    }

    /// The endpoint of an AWS service; empty for the SDK's default.
    ///
    /// @param service as in the SDK's own variables, such as SQS or SECRETS_MANAGER, or as in the
    ///   names of its clients, such as SecretsManager
    Optional<String> endpoint(String service) {
        String wanted = ENDPOINT + plain(service);
        return values.entrySet().stream()
                .filter(variable -> plain(variable.getKey()).equals(plain(wanted)))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst()
                .or(() -> find("AWS_ENDPOINT_URL"));
    }

    private static String plain(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }

    /// The folder into which the function's zip is unpacked.
    Path code() {
        return Path.of(required("LAMBDA_TASK_ROOT"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether Lambda will take a snapshot of the function after its start and restore environments
    /// from it.
    boolean isForSnapshot() {
        return find("AWS_LAMBDA_INITIALIZATION_TYPE").filter("snap-start"::equals).isPresent();
    }

    /// The memory of this Lambda environment, in MB.
    Optional<Integer> memory() {
        return find("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").map(Integer::valueOf);
    }

    /// The directory for temporary files.
    Path temporary() {
        return Path.of(find("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir")));
    }

    private String required(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalStateException("this function's environment lacks " + name));
    }

    // Without values, because the environment may hold secrets.
    @Override
    public String toString() {
        return "Settings" + new TreeMap<>(values).keySet();
    }
}
