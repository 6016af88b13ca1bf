package dev.fanfold.cli;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.messages.OptionText;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `run` and `plan` are told of a job.
final class JobArguments {
    @Parameters(
            paramLabel = "WORKLOAD",
            description = "What to do; 'fanfold workloads' lists what there is.")
    private String workload = "";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "The file to read, or s3://bucket/key.")
    private @Nullable String input;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the workload; as often as needed.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--slice",
            paramLabel = "SIZE",
            description =
                    "What one task covers, like 4KiB; by default a quarter of each worker's share, 256 KiB to 64 MiB.")
    private @Nullable String slice;

    @Option(
            names = "--pack",
            paramLabel = "N",
            description =
                    "Most tasks in one message; by default 10, or fewer so that no worker idles.")
    private @Nullable String pack;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Workers that the plan is cut for; by default the processors of this machine, at least 2, and elsewhere 100. It caps nothing that is deployed.")
    private @Nullable String workers;

    // Its former name, which is refused with the new one.
    @Option(names = "--concurrency", hidden = true)
    private @Nullable String concurrency;

    @Option(
            names = "--tolerate",
            paramLabel = "N|N%",
            description = "Tasks that may be lost for an answer in part; by default 0.")
    private @Nullable String tolerate;

    @Option(
            names = "--reject",
            paramLabel = "N|N%",
            description =
                    "Records that may be rejected; with more, or when none is accepted, the job is PARTIAL; by default 10%%.")
    private @Nullable String reject;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description =
                    "How long it may take, like 2h; by default 1d. On this machine it ends within seconds of that, elsewhere within two minutes.")
    private @Nullable String deadline;

    /// The request of a job on this machine, checked as far as it can be without its workload.
    ///
    /// @throws InvalidInputException naming what is wrong
    JobRequest request() {
        return new JobRequest(workload, JobSettings.of(settings()), options(), input(), "local", 0);
    }

    /// What the job is about.
    String workload() {
        return workload;
    }

    /// The request of a job on this machine for a sample; `--set` goes before its settings.
    ///
    /// @throws InvalidInputException naming what is wrong
    JobRequest request(Sample sample) {
        if (input != null) {
            throw new InvalidInputException(
                    "a sample has its own input: leave --input or --sample out");
        }
        var all = new TreeMap<>(sample.settings().values());
        all.putAll(settings());
        return new JobRequest(
                workload, JobSettings.of(all), options(), sample.uri().orElse(null), "local", 0);
    }

    /// The request of a job that runs elsewhere: the processors of this machine say nothing there.
    ///
    /// @throws InvalidInputException naming what is wrong
    JobRequest requestAnywhere() {
        JobOptions asked = OptionText.read(given());
        return new JobRequest(
                workload, JobSettings.of(settings()), asked, input(), Deployment.OWNER, 0);
    }

    /// Workers that a line of its own starts.
    OptionalInt workers() {
        return OptionalInt.of(options().workers());
    }

    private JobOptions options() {
        Map<String, String> texts = given();
        texts.putIfAbsent("workers", Integer.toString(processors()));
        return OptionText.read(texts);
    }

    private Map<String, String> given() {
        var texts = new HashMap<String, String>();
        put(texts, "slice", slice);
        put(texts, "pack", pack);
        put(texts, "workers", workers);
        put(texts, "concurrency", concurrency);
        put(texts, "tolerate", tolerate);
        put(texts, "reject", reject);
        put(texts, "deadline", deadline);
        return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable String value) {
        if (value != null) {
            texts.put(name, value);
        }
    }

    private static int processors() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private Map<String, String> settings() {
        var values = new TreeMap<String, String>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(
                        "--set is given as NAME=VALUE, not \"" + setting + "\"");
            }
            String name = setting.substring(0, equals);
            if (values.put(name, setting.substring(equals + 1)) != null) {
                throw new InvalidInputException(
                        "setting "
                                + name
                                + " is given twice: leave one --set "
                                + name
                                + "=... out");
            }
        }
        return values;
    }

    private @Nullable URI input() {
        return input == null ? null : Inputs.uri(input);
    }
}
