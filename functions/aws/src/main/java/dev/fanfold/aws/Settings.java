package dev.fanfold.aws;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of a function, from the variables of its environment.
///
/// The factory method of each function throws an [IllegalStateException] if the function's
/// variables are not all set. The exception names all missing variables.
///
/// @param values all variables of the environment, by name
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
    private static final String ENDPOINT_PREFIX = "AWS_ENDPOINT_URL_";
    private static final Pattern TRACE_ROOT =
            Pattern.compile("(?:^|;)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)");

    public Settings {
        values = Map.copyOf(values);
    }

    /// The environment of this process. No other code of a function reads it.
    public static Map<String, String> environment() {
        return System.getenv();
    }

    /// X-Ray's id of the trace to which this invocation belongs; empty if it has none. Lambda's
    /// Java runtime sets it for each invocation, as a system property and not as an environment
    /// variable.
    public static Optional<String> traceId() {
        String header = System.getProperty("com.amazonaws.xray.traceHeader", "");
        return TRACE_ROOT.matcher(header).results().map(match -> match.group(1)).findFirst();
    }

    /// The settings of the dispatcher.
    public static Settings dispatcher(Map<String, String> environment) {
        return requiring("dispatcher", environment, JOBS, REPORTS, RESULTS, DISPATCH, APPLICATION);
    }

    /// The settings of a pool's worker.
    public static Settings worker(Map<String, String> environment) {
        return requiring("worker", environment, JOBS, REPORTS, RESULTS, APPLICATION, POOL);
    }

    /// The settings of the aggregator.
    public static Settings aggregator(Map<String, String> environment) {
        return requiring("aggregator", environment, JOBS, REPORTS, RESULTS, APPLICATION);
    }

    /// The settings of the keeper.
    public static Settings keeper(Map<String, String> environment) {
        return requiring("keeper", environment, JOBS, REPORTS, RESULTS, DISPATCH, APPLICATION);
    }

    /// The settings of a function that reads dead letters.
    public static Settings deadLetters(Map<String, String> environment) {
        return requiring("dead letters", environment, JOBS, REPORTS, RESULTS);
    }

    /// The settings of the API.
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

    /// The owner of the jobs of callers that API Gateway does not identify. It is set only for
    /// emulators, which identify no caller; if empty, requests without an identity are refused.
    public Optional<String> anonymousOwner() {
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

    /// The name of the application; empty if the environment does not have it.
    Optional<String> findApplication() {
        return find(APPLICATION);
    }

    /// The pool of this function; empty if it serves all pools.
    Optional<String> pool() {
        return find(POOL);
    }

    /// The endpoint of an AWS service: the one set for this service, or else the one set for all
    /// services; empty for the SDK's default.
    ///
    /// @param service the service's name as in the SDK's own variables, such as SQS or
    ///   SECRETS_MANAGER, or as in the names of its clients, such as SecretsManager
    Optional<String> endpoint(String service) {
        String wanted = normalized(ENDPOINT_PREFIX + service);
        return values.entrySet().stream()
                .filter(variable -> normalized(variable.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst()
                .or(() -> find("AWS_ENDPOINT_URL"));
    }

    private static String normalized(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }

    /// The directory into which Lambda unpacks the function's zip.
    Path codeDirectory() {
        return Path.of(required("LAMBDA_TASK_ROOT"));
    }

    /// The value of a variable; empty if it is not set or blank.
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether Lambda starts this function to take a snapshot, from which it restores environments.
    boolean isForSnapshot() {
        return find("AWS_LAMBDA_INITIALIZATION_TYPE").filter("snap-start"::equals).isPresent();
    }

    /// The memory of the function, in MB; empty if it is not known.
    Optional<Integer> memoryMb() {
        return find("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").map(Integer::valueOf);
    }

    /// The directory for temporary files.
    Path temporaryDirectory() {
        return Path.of(find("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir")));
    }

    private String required(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalStateException("this function's environment lacks " + name));
    }

    // Names only, because the values may be secrets.
    @Override
    public String toString() {
        return "Settings" + new TreeMap<>(values).keySet();
    }
}
