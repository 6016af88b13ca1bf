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

/// Adds up the prices that a server quotes for the goods of its input, a line each.
public final class Quoted implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("quoted", "Adds up prices that a server quotes.")
                .reading()
                .with("address", "where prices are quoted")
                .with("currency", "in which");
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        String address = task.settings().text("address");
        try (HttpClient http = HttpClient.newHttpClient();
                var goods = Lines.of(task)) {
            long sum = 0;
            for (String good : goods) {
                var request = HttpRequest.newBuilder(URI.create(address + "/" + good)).build();
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new PermanentFailureException("no price of " + good);
                }
                sum += Long.parseLong(answer.body());
            }
            return goods.worked(sum);
        }
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"total\":%d,\"currency\":\"%s\"}"
                .formatted(total, job.settings().text("currency"));
    }
}
