package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Adds up the prices of the items in its input, one per line. A server quotes the prices.
public final class Quoted implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("quoted", "Adds up prices that a server quotes.")
                .reading()
                .with("address", "the server's address")
                .with("currency", "the currency of the total");
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        String address = task.settings().text("address");
        try (HttpClient http = HttpClient.newHttpClient();
                var items = Lines.of(task)) {
            long sum = 0;
            for (String item : items) {
                var request = HttpRequest.newBuilder(URI.create(address + "/" + item)).build();
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new PermanentFailureException("no price of " + item);
                }
                sum += Long.parseLong(response.body());
            }
            return items.worked(sum);
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(
                "{\"total\":%d,\"currency\":\"%s\"}"
                        .formatted(total, job.settings().text("currency")));
    }
}
