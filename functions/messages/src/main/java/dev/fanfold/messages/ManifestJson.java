package dev.fanfold.messages;

import dev.fanfold.workload.Outputs.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A manifest: the list of the outputs that the tasks of one message wrote.
public final class ManifestJson {
    private static final String WHAT = "manifest of outputs";

    private ManifestJson() {}

    /// The JSON of the manifest, in UTF-8.
    public static byte[] write(List<Output> outputs) {
        return Members.versioned()
                .with("outputs", outputs.stream().map(ManifestJson::write).toList())
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Object write(Output output) {
        return new Members()
                .with("task", output.task())
                .with("token", output.token())
                .with("name", output.name())
                .with("bytes", output.bytes())
                .with("sha256", output.sha256())
                .values();
    }

    /// The outputs in this JSON.
    ///
    /// @param round the round of the outputs
    /// @throws UnreadableMessageException if it is not a manifest of a version that this code reads
    public static List<Output> read(byte[] json, int round) {
        return Json.read(WHAT, new String(json, StandardCharsets.UTF_8))
                .versioned()
                .convert(manifest ->
                        manifest.objects("outputs").stream()
                                .map(output -> output(output, round))
                                .toList());
    }

    private static Output output(Fields fields, int round) {
        return new Output(
                round,
                fields.count("task"),
                fields.text("token"),
                fields.text("name"),
                fields.number("bytes"),
                fields.text("sha256"));
    }
}
