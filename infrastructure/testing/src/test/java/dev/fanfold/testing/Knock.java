package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// Each task sends one request to a server.
public final class Knock implements Summing {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Definition definition() {
        return Definition.of("knock", "Sends requests to a server.")
                .with("url", "the address of the server")
                .with("tasks", "how many requests");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        URI uri = URI.create(task.settings().text("url") + "/" + task.index());
        int status =
                client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .statusCode();
        if (status != 200) {
            throw new IOException("status " + status);
        }
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(total.toString());
    }
}
