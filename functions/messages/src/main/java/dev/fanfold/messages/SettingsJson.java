package dev.fanfold.messages;

import dev.fanfold.engine.arrival.Given;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobSettings;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `settings.json` beside an uploaded file: the settings as one flat object of texts, numbers and
/// booleans; how the job is run under `"job"`.
///
/// ```json
/// {"group-by": "carrier", "measure": "arr_delay", "header": true,
///  "job": {"tolerate": "1%", "pack": 10, "slice": "4MiB", "deadline": "2h", "concurrency": 100}}
/// ```
public final class SettingsJson {
    private static final String WHAT = "settings.json";
    private static final String JOB = "job";

    private SettingsJson() {}

    /// What the file says.
    ///
    /// @throws InputFault when it is not what it should be, naming key, value and remedy
    public static Given parse(byte[] json) {
        Fields fields;
        try {
            fields = Json.read(WHAT, utf8(json));
        } catch (MessageFault e) {
            throw new InputFault(
                    e.getMessage() + ": write one object, like {\"group-by\": \"carrier\"}", e);
        }
        var settings = new TreeMap<String, String>();
        for (String name : fields.names()) {
            if (!name.equals(JOB)) {
                settings.put(name, text(name, fields.raw(name)));
            }
        }
        return new Given(JobSettings.of(settings), options(fields.raw(JOB)));
    }

    private static String utf8(byte[] json) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InputFault(WHAT + " is not UTF-8: save it as UTF-8", e);
        }
    }

    private static String text(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            case List<?> list ->
                    throw new InputFault(
                            "%s: \"%s\" is the list %s: give one text, its parts separated by commas"
                                    .formatted(WHAT, name, list));
            case null, default ->
                    throw new InputFault(
                            "%s: \"%s\" is %s: give a text, a number, true or false"
                                    .formatted(WHAT, name, value));
        };
    }

    private static JobOptions options(@Nullable Object job) {
        if (job == null) {
            return JobOptions.DEFAULT;
        }
        if (!(job instanceof Map<?, ?> members)) {
            throw new InputFault(
                    "%s: \"job\" is %s: give an object, like {\"tolerate\": \"1%%\"}"
                            .formatted(WHAT, job));
        }
        var texts = new TreeMap<String, String>();
        Fields fields = Fields.of(WHAT, members);
        fields.names().forEach(name -> texts.put(name, text("job." + name, fields.raw(name))));
        try {
            return OptionText.read(texts);
        } catch (InputFault e) {
            throw new InputFault(WHAT + ", under \"job\": " + e.getMessage(), e);
        }
    }
}
