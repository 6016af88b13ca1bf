package dev.fanfold.testing;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The workload with a secret of docs/writing-a-workload.md: its working half.
final class CallingWork implements Work<Long> {
    private final Resources resources;
    private final HttpClient client = HttpClient.newHttpClient();

    CallingWork(Resources resources) {
        this.resources = resources;
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        String shop = task.settings().text("url");
        long stock = 0;
        for (long article = task.slice().from(); article < task.slice().to(); article++) {
            stock += Long.parseLong(get(shop + "/stock/" + article));
        }
        return TaskResult.all(task, stock);
    }

    private String get(String url) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + resources.secret("api-token"))
                        .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + " answered " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"stock\": " + total + "}");
    }

    @Override
    public void close() {
        client.close();
    }
}
