package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The operation that submits a job.
final class Submissions {
    static final int MAX_ITEMS = 10_000;
    static final int MAX_SETTINGS = 100;
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");
    // Sorted, because an error lists them.
    private static final Set<String> MEMBERS =
            new java.util.TreeSet<>(Set.of("workload", "settings", "job", "input", "items"));
    private final Ports ports;
    private final JobQueries jobQueries;
    private final ObjectLinks links;
    private final Dispatcher dispatcher;

    Submissions(Ports ports, ObjectLinks links, SubmittedSettings.Format format) {
        this.ports = ports;
        this.jobQueries = new JobQueries(ports);
        this.links = links;
        this.dispatcher = new Dispatcher(ports, format);
    }

    Response submit(Request request) {
        Optional<String> idempotencyKey = idempotencyKey(request);
        Fields body = Body.of(request.rejectParameters(), MEMBERS);
        SubmittedSettings submitted = submittedSettings(body);
        String workload = body.text("workload");
        // Rejects an unknown workload before the items are stored.
        ports.workloads().find(workload);
        var jobRequest =
                new JobRequest(
                        workload,
                        submitted.settings(),
                        submitted.options(),
                        input(body, request.caller()),
                        request.caller(),
                        0);
        Submission submission = dispatcher.submitOwned(jobRequest, idempotencyKey);
        JobId id = submission.job().id();
        return Response.json(202, document(id)).with("Location", request.path() + "/" + id);
    }

    private String document(JobId id) {
        JobStatus jobStatus = jobQueries.status(id).orElseThrow();
        return StatusDocument.of(
                jobStatus,
                ports.clock().instant(),
                jobQueries.trace(jobStatus),
                jobQueries.progress(jobStatus));
    }

    private static Optional<String> idempotencyKey(Request request) {
        Optional<String> key = Optional.ofNullable(request.headers().get("idempotency-key"));
        key.filter(text -> !IDEMPOTENCY_KEY.matcher(text).matches())
                .ifPresent(_ -> {
                    throw ProblemException.malformed(
                            "an Idempotency-Key is 1 to 255 printable ASCII characters, without spaces");
                });
        return key;
    }

    private static SubmittedSettings submittedSettings(Fields body) {
        Map<?, ?> settings = body.has("settings") ? object(body, "settings") : Map.of();
        if (settings.size() > MAX_SETTINGS) {
            throw ProblemException.malformed(
                    "%d settings are more than %d".formatted(settings.size(), MAX_SETTINGS));
        }
        Map<?, ?> options = body.has("job") ? object(body, "job") : Map.of();
        try {
            return SettingsJson.of("the body", settings, options);
        } catch (InvalidInputException e) {
            throw ProblemException.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Map<?, ?> object(Fields body, String name) {
        if (body.raw(name) instanceof Map<?, ?> members) {
            return members;
        }
        throw ProblemException.malformed("the body: \"" + name + "\" is an object");
    }

    private @Nullable URI input(Fields body, String caller) {
        if (body.has("items") && body.has("input")) {
            throw ProblemException.malformed(
                    "the body has both \"input\" and \"items\": leave one out");
        }
        if (body.has("items")) {
            return links.store(caller, jsonLines(body.list("items")));
        }
        return body.has("input") ? ownUpload(body.text("input"), caller) : null;
    }

    // The error is the same whether or not another owner has such an upload, so that a caller
    // cannot find out which uploads other owners have.
    private URI ownUpload(String input, String caller) {
        return links.findOwn(caller, input)
                .orElseThrow(() ->
                        ProblemException.unprocessable(
                                "you have no upload at \""
                                        + input
                                        + "\": pass the \"input\" of the response of POST /uploads unchanged"));
    }

    private static byte[] jsonLines(List<?> items) {
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw ProblemException.malformed(
                    "items are 1 to %d, not %d: upload a file of JSON Lines (POST /uploads)"
                            .formatted(MAX_ITEMS, items.size()));
        }
        return items.stream()
                .map(item -> Json.text(item) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
