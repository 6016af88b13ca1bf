package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API on an application in memory, and the events to call it with.
final class ApiFixture implements AutoCloseable {
    static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    static final String ANN = "arn:aws:iam::111122223333:user/ann";
    final Sums numbers = new Sums();
    final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("counts", true), numbers);
    final FakeBucket bucket = new FakeBucket(application.source);
    final Api api = api(application.ports, bucket.environment());

    static Api api(Ports ports, Map<String, String> environment) {
        return new Api(
                ports,
                ObjectLinks.of(Settings.api(environment)),
                SettingsJson::parse,
                Optional.empty());
    }

    /// Creates a job of Ann that counts the numbers below 4, in one task each. Its id is the one in
    /// the event files.
    Job createAnnsJob(int tolerate) {
        var options =
                new JobOptions(
                        new Tolerance(Integer.toString(tolerate)),
                        JobOptions.DEFAULT_REJECT,
                        1,
                        0,
                        10,
                        JobOptions.DEFAULT.deadline());
        var request =
                new JobRequest(
                        "numbers",
                        JobSettings.of(Map.of("below", "4", "label", "n")),
                        options,
                        null,
                        ANN,
                        0);
        Job job = Job.accepted(JOB, request, null, application.clock.instant());
        application.store.create(job);
        application.ports.dispatch().send(JOB, 0, Duration.ZERO);
        return job;
    }

    APIGatewayProxyRequestEvent event(String file) {
        return EventFile.read(file, APIGatewayProxyRequestEvent.class);
    }

    APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return new ApiHandler(api).handleRequest(event, Contexts.plenty());
    }

    APIGatewayProxyResponseEvent handle(String file) {
        return handle(event(file));
    }

    /// A page of the outputs of Ann's job.
    Fields outputs(Map<String, String> query) {
        return outputs(api, query);
    }

    /// All pages of the outputs of Ann's job.
    List<Fields> outputPages(Map<String, String> query) {
        return outputPages(api, query);
    }

    List<Fields> outputPages(Api other, Map<String, String> query) {
        var pages = new ArrayList<Fields>();
        var next = new HashMap<>(query);
        do {
            pages.add(outputs(other, next));
            next.put("after", pages.getLast().has("next") ? pages.getLast().text("next") : "");
        } while (pages.getLast().has("next"));
        return pages;
    }

    private Fields outputs(Api other, Map<String, String> query) {
        APIGatewayProxyRequestEvent event = event("api-list-outputs.json");
        event.setQueryStringParameters(query);
        APIGatewayProxyResponseEvent response =
                new ApiHandler(other).handleRequest(event, Contexts.plenty());
        if (response.getStatusCode() != 200) {
            throw new AssertionError(response.getBody());
        }
        return json(response);
    }

    APIGatewayProxyRequestEvent body(String file, @Nullable String body) {
        return event(file).withBody(body);
    }

    static Fields json(APIGatewayProxyResponseEvent response) {
        return Json.read("answer", response.getBody());
    }

    @Override
    public void close() {
        bucket.close();
    }
}
