package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.documents.StatusDocument;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.Ports;
import java.time.Instant;
import java.util.Optional;

/// Answers, also of jobs that have not ended.
final class Results {
    /// Lambda answers with 6 MB at most, escapes included.
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Ports ports;
    private final Owned owned;
    private final Inquiries inquiries;
    private final ObjectLinks links;

    Results(Ports ports, ObjectLinks links) {
        this.ports = ports;
        this.owned = new Owned(ports);
        this.inquiries = new Inquiries(ports);
        this.links = links;
    }

    Answer result(Request request) {
        Standing standing = owned.job(request.onlyQuery());
        Instant now = ports.clock().instant();
        Optional<String> trace = inquiries.trace(standing);
        if (standing.job().result() instanceof Payload.Spilled there && there.size() > MOST_BYTES) {
            String url = links.reading(there.key()).toString();
            return Answer.json(200, StatusDocument.withResultAt(standing, now, trace, url));
        }
        return Answer.json(200, StatusDocument.withResult(standing, now, trace, answer(standing)));
    }

    private Optional<byte[]> answer(Standing standing) {
        Optional<byte[]> answer;
        try {
            answer = inquiries.answer(standing);
        } catch (Exception e) {
            throw Problem.conflict(
                    "the answer so far cannot be made (%s): ask again when the job has ended"
                            .formatted(e.getMessage()));
        }
        answer.filter(bytes -> bytes.length > MOST_BYTES)
                .ifPresent(bytes -> {
                    throw Problem.conflict(
                            "the answer so far has %d bytes, more than the %d of an answer here: ask again when the job has ended"
                                    .formatted(bytes.length, MOST_BYTES));
                });
        return answer;
    }
}
