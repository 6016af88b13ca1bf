package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings and options of a job as JSON, in the `settings.json` beside an uploaded file or in
/// a request to the API. In the file the settings are one flat object of texts, numbers and
/// booleans, and the options are its member `job`, as in [OptionText]:
///
/// ```json
/// {"group-by": "carrier", "measure": "arr_delay", "header": true,
///  "job": {"tolerate": "1%", "reject": "5%", "pack": 10, "slice": "4MiB",
///          "deadline": "2h", "workers": 100}}
/// ```
public final class SettingsJson {
    private static final String WHAT = "settings.json";
    private static final String JOB = "job";

    // The maximum number of decimals of a number, and of zeros that an exponent may add to it.
    // Without a limit, a short number such as 1e999999999 would become a gigabyte of digits.
    private static final int MAX_DIGITS = 1_000;

    private SettingsJson() {}

    /// The settings and options in the file.
    ///
    /// @throws InvalidInputException if the file is invalid; its message has the error and the
    ///   remedy, and the key if one member is invalid
    public static SubmittedSettings parse(byte[] json) {
        Fields fields;
        try {
            fields = Json.read(WHAT, Unicode.utf8(WHAT, json));
        } catch (UnreadableMessageException e) {
            throw new InvalidInputException(
                    e.getMessage() + ": write one object, like {\"group-by\": \"carrier\"}", e);
        }
        var settings = new TreeMap<String, Object>();
        for (String name : fields.names()) {
            if (!name.equals(JOB)) {
                settings.put(name, fields.raw(name));
            }
        }
        return of(WHAT, settings, fields.raw(JOB));
    }

    /// The settings and options in these members.
    ///
    /// @param what where they are, for errors
    /// @param settings the parsed settings, by name
    /// @param job the options of the job, null if there are none
    /// @throws InvalidInputException if they are invalid; its message has the key and the remedy
    public static SubmittedSettings of(String what, Map<?, ?> settings, @Nullable Object job) {
        return new SubmittedSettings(JobSettings.of(texts(what, "", settings)), options(what, job));
    }

    private static Map<String, String> texts(String what, String prefix, Map<?, ?> members) {
        var texts = new TreeMap<String, String>();
        members.forEach(
                (name, value) -> texts.put(String.valueOf(name), text(what, prefix + name, value)));
        return texts;
    }

    private static String text(String what, String name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number when Math.abs((long) number.scale()) > MAX_DIGITS ->
                    throw new InvalidInputException(
                            "%s: \"%s\" is %s: give a number of at most %d digits"
                                    .formatted(what, name, number, MAX_DIGITS));
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            case List<?> list ->
                    throw new InvalidInputException(
                            "%s: \"%s\" is the list %s: give one text, its parts separated by commas"
                                    .formatted(what, name, list));
            case null, default ->
                    throw new InvalidInputException(
                            "%s: \"%s\" is %s: give a text, a number, true or false"
                                    .formatted(what, name, value));
        };
    }

    private static JobOptions options(String what, @Nullable Object job) {
        if (job == null) {
            return JobOptions.DEFAULT;
        }
        if (!(job instanceof Map<?, ?> members)) {
            throw new InvalidInputException(
                    "%s: \"job\" is %s: give an object, like {\"tolerate\": \"1%%\"}"
                            .formatted(what, job));
        }
        try {
            return OptionText.read(texts(what, "job.", members));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(what + ", under \"job\": " + e.getMessage(), e);
        }
    }
}
