package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.Given;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
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

/// Takes jobs in.
final class Submissions {
    static final int MOST_ITEMS = 10_000;
    static final int MOST_SETTINGS = 100;
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");
    private static final Set<String> MEMBERS =
            new java.util.TreeSet<>(Set.of("workload", "settings", "job", "input", "items"));
    private final Ports ports;
    private final Inquiries inquiries;
    private final ObjectLinks links;
    private final Dispatcher dispatcher;

    Submissions(Ports ports, ObjectLinks links, Given.Format format) {
        this.ports = ports;
        this.inquiries = new Inquiries(ports);
        this.links = links;
        this.dispatcher = new Dispatcher(ports, format);
    }

    Answer submit(Request request) {
        Optional<String> key = key(request);
        Fields body = Body.of(request.onlyQuery(), MEMBERS);
        Given given = given(body);
        String workload = body.text("workload");
        // Before anything is written for it.
        ports.workloads().find(workload);
        var asked =
                new JobRequest(
                        workload,
                        given.settings(),
                        given.options(),
                        input(body, request.caller()),
                        request.caller(),
                        0);
        Submission submission = dispatcher.submitOwned(asked, key);
        JobId id = submission.job().id();
        return Answer.json(202, document(id)).with("Location", request.path() + "/" + id);
    }

    private String document(JobId id) {
        Standing standing = inquiries.of(id).orElseThrow();
        return StatusDocument.of(standing, ports.clock().instant(), inquiries.trace(standing));
    }

    private static Optional<String> key(Request request) {
        Optional<String> key = Optional.ofNullable(request.headers().get("idempotency-key"));
        key.filter(given -> !KEY.matcher(given).matches())
                .ifPresent(given -> {
                    throw Problem.malformed(
                            "an Idempotency-Key is 1 to 255 letters, digits and signs of ASCII, without spaces");
                });
        return key;
    }

    private static Given given(Fields body) {
        Map<?, ?> settings = body.has("settings") ? object(body, "settings") : Map.of();
        if (settings.size() > MOST_SETTINGS) {
            throw Problem.malformed(
                    "%d settings are more than %d".formatted(settings.size(), MOST_SETTINGS));
        }
        Map<?, ?> options = body.has("job") ? object(body, "job") : Map.of();
        try {
            return SettingsJson.of("the body", settings, options);
        } catch (InvalidInputException e) {
            throw Problem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Map<?, ?> object(Fields body, String name) {
        if (body.raw(name) instanceof Map<?, ?> members) {
            return members;
        }
        throw Problem.malformed("the body: \"" + name + "\" is an object");
    }

    private @Nullable URI input(Fields body, String caller) {
        if (body.has("items") && body.has("input")) {
            throw Problem.malformed("the body has both \"input\" and \"items\": leave one out");
        }
        if (body.has("items")) {
            return links.keep(caller, lines(body.list("items")));
        }
        return body.has("input") ? own(body.text("input"), caller) : null;
    }

    // One answer to whatever is not the caller's: another's upload, another spelling, no URI at
    // all.
    private URI own(String input, String caller) {
        return links.own(caller, input)
                .orElseThrow(() ->
                        Problem.impossible(
                                "there is no upload of yours at \""
                                        + input
                                        + "\": give the \"input\" that POST /uploads answered with, to the letter"));
    }

    private static byte[] lines(List<?> items) {
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Problem.malformed(
                    "items are 1 to %d, not %d: upload a file of JSON Lines (POST /uploads)"
                            .formatted(MOST_ITEMS, items.size()));
        }
        return items.stream()
                .map(item -> Json.text(item) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
