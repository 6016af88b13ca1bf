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

/// The arguments of `run`, `submit` and `plan` that describe a job.
final class JobArguments {
    @Parameters(
            paramLabel = "WORKLOAD",
            description = "The workload to run; 'fanfold workloads' lists them.")
    private String workload = "";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "The input: a file, or s3://bucket/key.")
    private @Nullable String input;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the workload; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--slice",
            paramLabel = "SIZE",
            description =
                    "How much one task covers, such as 4MiB; by default the workload decides: of a file usually a quarter of a worker's share, between 256 KiB and 64 MiB.")
    private @Nullable String slice;

    @Option(
            names = "--pack",
            paramLabel = "N",
            description =
                    "Maximum tasks in one message; by default 10, or fewer so that no worker idles.")
    private @Nullable String pack;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "How many workers the plan is cut for; by default the processors of this machine (at least 2), or 100 for a running application. Up to that many run at the same time on this machine (2 to 1,000); does not limit a running application.")
    private @Nullable String workers;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description =
                    "Maximum tasks of the job that run in parallel, 1 to 1,000, on this machine or on a running application; by default as many as the pool's workers run.")
    private @Nullable String concurrency;

    @Option(
            names = "--tolerate",
            paramLabel = "N|N%",
            description =
                    "How many tasks may be lost; the job is then PARTIAL, with an answer from the others; by default 0.")
    private @Nullable String tolerate;

    @Option(
            names = "--reject",
            paramLabel = "N|N%",
            description =
                    "How many records may be rejected; by default 10%%. With more, or if none is accepted, the job is PARTIAL.")
    private @Nullable String reject;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description =
                    "How long the job may take, such as 2h; by default 1d. After that it ends within seconds on this machine, within two minutes elsewhere.")
    private @Nullable String deadline;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Maximum number of rounds; by default 1,000. A job whose workload asks for more fails.")
    private @Nullable String rounds;

    /// The request for a job of `run` or `plan` on this machine.
    ///
    /// Only the form of the arguments is checked, not whether the workload has these settings.
    ///
    /// @throws InvalidInputException if an argument is invalid; the message names it
    JobRequest request() {
        return new JobRequest(workload, JobSettings.of(settings()), options(), input(), "local", 0);
    }

    /// The name of the job's workload.
    String workload() {
        return workload;
    }

    /// As [#request()], with a sample's input and settings. `--set` overrides the settings.
    ///
    /// @throws InvalidInputException if an argument is invalid, or `--input` is given
    JobRequest request(Sample sample) {
        if (input != null) {
            throw new InvalidInputException(
                    "a sample has its own input: leave --input or --sample out");
        }
        var merged = new TreeMap<>(sample.settings().values());
        merged.putAll(settings());
        return new JobRequest(
                workload, JobSettings.of(merged), options(), sample.uri().orElse(null), "local", 0);
    }

    /// The request for a job of a running application.
    ///
    /// Its default number of workers does not depend on the processors of this machine, because the
    /// job may run elsewhere.
    ///
    /// @throws InvalidInputException if an argument is invalid; the message names it
    JobRequest deployedRequest() {
        JobOptions options = OptionText.read(optionTexts());
        return new JobRequest(
                workload, JobSettings.of(settings()), options, input(), Deployment.OWNER, 0);
    }

    /// The maximum number of workers of the local cloud that `run` starts.
    OptionalInt workers() {
        return OptionalInt.of(options().workers());
    }

    private JobOptions options() {
        Map<String, String> texts = optionTexts();
        texts.putIfAbsent("workers", Integer.toString(defaultWorkers()));
        return OptionText.read(texts);
    }

    private Map<String, String> optionTexts() {
        var texts = new HashMap<String, String>();
        putIfGiven(texts, "slice", slice);
        putIfGiven(texts, "pack", pack);
        putIfGiven(texts, "workers", workers);
        putIfGiven(texts, "concurrency", concurrency);
        putIfGiven(texts, "tolerate", tolerate);
        putIfGiven(texts, "reject", reject);
        putIfGiven(texts, "deadline", deadline);
        putIfGiven(texts, "rounds", rounds);
        return texts;
    }

    private static void putIfGiven(Map<String, String> texts, String name, @Nullable String value) {
        if (value != null) {
            texts.put(name, value);
        }
    }

    private static int defaultWorkers() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private Map<String, String> settings() {
        var values = new TreeMap<String, String>();
        for (String setting : settings) {
            int separator = setting.indexOf('=');
            if (separator < 1) {
                throw new InvalidInputException(
                        "--set must be NAME=VALUE, not \"" + setting + "\"");
            }
            String name = setting.substring(0, separator);
            if (values.put(name, setting.substring(separator + 1)) != null) {
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
