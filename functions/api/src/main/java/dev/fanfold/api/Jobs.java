package dev.fanfold.api;

import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.Given;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore.Made;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A caller's jobs: listed, looked at, cancelled, redriven.
final class Jobs {
    private static final int PAGE = 25;
    private static final int MOST = 100;
    private final Ports ports;
    private final Owned owned;
    private final Inquiries inquiries;
    private final Dispatcher dispatcher;

    Jobs(Ports ports, Given.Format format) {
        this.ports = ports;
        this.owned = new Owned(ports);
        this.inquiries = new Inquiries(ports);
        this.dispatcher = new Dispatcher(ports, format);
    }

    Answer list(Request request) {
        int limit = request.onlyQuery("limit", "after").number("limit", PAGE, 1, MOST);
        Made after = request.parameter("after").map(Jobs::place).orElse(null);
        List<Made> page = ports.jobs().madeBy(request.caller(), after, limit);
        var members = new LinkedHashMap<String, Object>();
        members.put("jobs", page.stream().flatMap(made -> listed(made.job()).stream()).toList());
        if (page.size() == limit) {
            members.put("next", token(page.getLast()));
        }
        return Answer.json(200, members);
    }

    Answer status(Request request) {
        return Answer.json(200, document(owned.job(request.onlyQuery())));
    }

    Answer cancel(Request request) {
        Job job = owned.job(request.onlyQuery()).job();
        boolean cancelled = dispatcher.cancel(job.id());
        Standing now = owned.job(request);
        if (!cancelled && now.job().state() != State.CANCELLED) {
            throw Problem.conflict(
                    "job %s is %s: only an open job can be cancelled"
                            .formatted(job.id(), now.job().state()));
        }
        return Answer.json(200, document(now));
    }

    Answer redrive(Request request) {
        Job job = owned.job(request.onlyQuery()).job();
        try {
            dispatcher.redrive(job.id());
        } catch (InvalidInputException e) {
            throw Problem.conflict(String.valueOf(e.getMessage()));
        }
        return Answer.json(202, document(owned.job(request)));
    }

    private String document(Standing standing) {
        return StatusDocument.of(standing, ports.clock().instant(), inquiries.trace(standing));
    }

    // A row that expired after it was found in the index is left out.
    private Optional<Map<String, Object>> listed(JobId id) {
        return ports.jobs().job(id).map(Jobs::listed);
    }

    private static Map<String, Object> listed(Job job) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", job.id().value());
        members.put("workload", job.request().workload());
        members.put("state", job.state().name());
        members.put("created", job.created().toString());
        members.put("changed", job.changed().toString());
        return members;
    }

    private static String token(Made last) {
        String place = last.created().toEpochMilli() + "." + last.job();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Made place(String token) {
        try {
            String[] place =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                            .split("\\.", 2);
            return new Made(
                    new JobId(place[1]), Instant.ofEpochMilli(Long.parseUnsignedLong(place[0])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Problem.malformed(
                    "after is the \"next\" of the page before, not \"" + token + "\"");
        }
    }
}
