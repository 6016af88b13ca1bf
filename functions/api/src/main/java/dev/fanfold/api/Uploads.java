package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.Fields;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;

/// The operation that creates a form with which the caller uploads a job's input to S3.
final class Uploads {
    private static final Set<String> MEMBERS = new TreeSet<>(Set.of("file", "bytes"));
    private final Ports ports;
    private final ObjectLinks links;

    Uploads(Ports ports, ObjectLinks links) {
        this.ports = ports;
        this.links = links;
    }

    Response create(Request request) {
        Fields body = Body.of(request.rejectParameters(), MEMBERS);
        String file = body.text("file");
        if (!ObjectLinks.FILE_NAME.matcher(file).matches()) {
            throw ProblemException.malformed(
                    "file is a name of letters, digits, dots, dashes and underscores, at most 128, not \""
                            + file
                            + "\"");
        }
        long min = body.has("bytes") ? bytes(body) : 1;
        long max = body.has("bytes") ? min : ObjectLinks.MAX_BYTES;
        ObjectLinks.UploadForm uploadForm =
                links.uploadForm(request.caller(), file, min, max, ports.clock().instant());
        var members = new LinkedHashMap<String, Object>();
        members.put("url", uploadForm.url().toString());
        members.put("fields", uploadForm.fields());
        members.put("input", uploadForm.object().toString());
        members.put("maxBytes", max);
        members.put("expires", uploadForm.expires().toString());
        return Response.json(201, members);
    }

    private static long bytes(Fields body) {
        long bytes = body.number("bytes");
        if (bytes < 1 || bytes > ObjectLinks.MAX_BYTES) {
            throw ProblemException.malformed(
                    "bytes is 1 to %d, not %d".formatted(ObjectLinks.MAX_BYTES, bytes));
        }
        return bytes;
    }
}
