package dev.fanfold.api;

import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.Fields;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;

/// Where callers put the inputs of their jobs.
final class Uploads {
    private static final Set<String> MEMBERS = new TreeSet<>(Set.of("file", "bytes"));
    private final Ports ports;
    private final ObjectLinks links;

    Uploads(Ports ports, ObjectLinks links) {
        this.ports = ports;
        this.links = links;
    }

    Answer create(Request request) {
        Fields body = Body.of(request.onlyQuery(), MEMBERS);
        String file = body.text("file");
        if (!ObjectLinks.FILE_NAME.matcher(file).matches()) {
            throw Problem.malformed(
                    "file is a name of letters, digits, dots, dashes and underscores, at most 128, not \""
                            + file
                            + "\"");
        }
        long least = body.has("bytes") ? bytes(body) : 1;
        long most = body.has("bytes") ? least : ObjectLinks.MOST_BYTES;
        ObjectLinks.Writing writing =
                links.writing(request.caller(), file, least, most, ports.clock().instant());
        var members = new LinkedHashMap<String, Object>();
        members.put("url", writing.url().toString());
        members.put("fields", writing.fields());
        members.put("input", writing.object().toString());
        members.put("maxBytes", most);
        members.put("expires", writing.expires().toString());
        return Answer.json(201, members);
    }

    private static long bytes(Fields body) {
        long bytes = body.number("bytes");
        if (bytes < 1 || bytes > ObjectLinks.MOST_BYTES) {
            throw Problem.malformed(
                    "bytes is 1 to %d, not %d".formatted(ObjectLinks.MOST_BYTES, bytes));
        }
        return bytes;
    }
}
